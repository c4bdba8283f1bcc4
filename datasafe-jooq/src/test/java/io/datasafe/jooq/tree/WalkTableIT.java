package io.datasafe.jooq.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.upper;

import java.util.Arrays;
import java.util.List;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Walks as tables of any statement. */
class WalkTableIT extends Shelves {
    private static final Table<Record> ITEM = table(name("item"));
    private static final Field<Long> SHELF = field(name("item", "shelf_id"), SQLDataType.BIGINT);
    private static final Fold<String> TITLE = Fold.of(
            "title", SQLDataType.CLOB, NAME, soFar -> soFar.concat(" > ").concat(NAME));

    @BeforeEach
    void items() {
        db.outside().execute("CREATE TABLE item (id bigint, shelf_id bigint)");
        db.outside().execute("INSERT INTO item SELECT s.id * 10 + n, s.id FROM shelf s, generate_series(1, 2) n");
    }

    @Test
    void hasTheColumnsOfTheTreeAndOfTheWalk() {
        WalkTable<Long> sub = BELOW.withPath()
                .withLeaf()
                .fold(TITLE)
                .where(ID.ne(4L))
                .excludeStart()
                .as("sub", 2L);
        assertThat(dsl.withRecursive(sub.cte())
                        .select(
                                sub.id(),
                                sub.parent(),
                                sub.get(NAME),
                                sub.depth(),
                                sub.root(),
                                sub.leaf(),
                                sub.get(TITLE))
                        .from(sub.cte())
                        .orderBy(sub.id())
                        .fetch()
                        .map(row -> List.of(row.intoArray())))
                .containsExactly(
                        List.of(5L, 2L, "maps", 1, 2L, false, "books > maps"),
                        List.of(8L, 4L, "crime", 2, 2L, true, "books > novels > crime"),
                        List.of(9L, 5L, "city maps", 2, 2L, true, "books > maps > city maps"));
        assertThat(dsl.with(sub.cte())
                        .select(sub.path())
                        .from(sub.cte())
                        .where(sub.id().eq(8L))
                        .fetchSingle(sub.path()))
                .containsExactly(2L, 4L, 8L);
        assertThat(dsl.with(sub.cte()).selectFrom(sub.cte()).fetch("name", String.class))
                .contains("crime");
    }

    @Test
    void bringsEachNodeOnceOnTheWayUpToo() {
        for (Walk<Long, Shelf> walk : List.of(ABOVE, ABOVE.wholeTable())) {
            WalkTable<Long> above = walk.excludeStart().as("above", List.of(20L, 25L, 8L));
            assertThat(dsl.with(above.cte())
                            .select(above.root(), above.id())
                            .from(above.cte())
                            .orderBy(above.root(), above.depth())
                            .fetch(row -> row.value1() + ":" + row.value2()))
                    .containsExactly("8:4", "8:2", "8:1", "20:22", "20:21", "25:23", "25:21", "25:20", "25:22");
        }
    }

    @Test
    void leavesAtMaxDepth() {
        WalkTable<Long> sub =
                BELOW.withLeaf().maxDepth(1).descendWhile(ID.ne(9L)).as("sub", List.of(2L, 5L));
        assertThat(dsl.with(sub.cte())
                        .select(sub.id(), sub.leaf())
                        .from(sub.cte())
                        .where(sub.leaf())
                        .orderBy(sub.root(), sub.id())
                        .fetch(sub.id()))
                .containsExactly(5L, 5L);
    }

    @Test
    void joins() {
        WalkTable<Long> sub = BELOW.as("sub", 1L);
        assertThat(queries(
                        1,
                        () -> dsl.with(sub.cte())
                                .select(count())
                                .from(ITEM)
                                .join(sub.cte())
                                .on(SHELF.eq(sub.id()))
                                .fetchSingle()
                                .value1()))
                .isEqualTo(18);
    }

    @Test
    void twoWalksInOneStatement() {
        WalkTable<Long> one = BELOW.as("one", 2L);
        WalkTable<Long> other = ABOVE.as("other", PARENT.eq(4L));
        assertThat(dsl.with(one.cte(), other.cte())
                        .select(one.id())
                        .from(one.cte())
                        .join(other.cte())
                        .on(one.id().eq(other.id()))
                        .orderBy(one.id())
                        .fetch(one.id()))
                .containsExactly(2L, 4L, 8L);
    }

    @Test
    void changesByIt() {
        WalkTable<Long> sub = BELOW.as("sub", 2L);
        int deleted = queries(
                1,
                () -> dsl.with(sub.cte())
                        .delete(ITEM)
                        .where(SHELF.in(select(sub.id()).from(sub.cte())))
                        .execute());
        assertThat(deleted).isEqualTo(10);
        WalkTable<Long> toys = BELOW.as("toys", 3L);
        int updated = dsl.with(toys.cte())
                .update(ITEM)
                .set(SHELF, 1L)
                .where(SHELF.in(select(toys.id()).from(toys.cte())))
                .execute();
        assertThat(updated).isEqualTo(6);
        int inserted = dsl.insertInto(ITEM, field(name("id"), SQLDataType.BIGINT), SHELF)
                .select(dsl.with(toys.cte())
                        .select(toys.depth().cast(SQLDataType.BIGINT), toys.id())
                        .from(toys.cte()))
                .execute();
        assertThat(inserted).isEqualTo(3);
    }

    @Test
    void noRootsAreNoRows() {
        WalkTable<Long> sub = BELOW.as("sub", List.of());
        assertThat(dsl.with(sub.cte()).selectFrom(sub.cte()).fetch()).isEmpty();
        assertThat(dsl.render(dsl.with(sub.cte()).selectFrom(sub.cte())))
                .isEqualTo(dsl.render(dsl.with(BELOW.as("sub", List.of(1L, 2L)).cte())
                        .selectFrom(BELOW.as("sub", 3L).cte())));
    }

    @Test
    void eachFoldHasItsOwnColumn() {
        Fold<String> names = Fold.of(
                "names",
                SQLDataType.CLOB,
                upper(NAME),
                soFar -> soFar.concat("/").concat(upper(NAME)));
        Fold<Integer> steps = Fold.of("steps", SQLDataType.INTEGER, inline(100), soFar -> soFar.plus(inline(1)));
        WalkTable<Long> sub =
                BELOW.withPath().withLeaf().fold(TITLE).fold(names).fold(steps).as("sub", 4L);
        assertThat(dsl.with(sub.cte())
                        .select(sub.get(steps), sub.get(names), sub.get(TITLE))
                        .from(sub.cte())
                        .orderBy(sub.depth())
                        .fetch()
                        .map(row -> List.of(row.intoArray())))
                .containsExactly(List.of(100, "NOVELS", "novels"), List.of(101, "NOVELS/CRIME", "novels > crime"));
    }

    @Test
    void columnsOfOneNameAreToldApart() {
        Field<String> upper = upper(NAME).as("label");
        Field<String> lower = lower(NAME).as("label");
        WalkTable<Long> sub =
                Tree.of(ID, PARENT).select(upper, lower).descendants().as("sub", 10L);
        assertThat(dsl.with(sub.cte())
                        .select(sub.get(upper), sub.get(lower))
                        .from(sub.cte())
                        .fetchSingle()
                        .intoList())
                .isEqualTo(List.of("ATTIC", "attic"));
    }

    @Test
    void badInputIsRefused() {
        for (String bad : List.of(" ", "shelf")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> BELOW.as(bad, 1L))
                    .withMessageContaining("name is '" + bad + "'");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BELOW.as("sub", Arrays.asList(1L, null)))
                .withMessageContaining("null is among the roots");
        WalkTable<Long> sub = BELOW.as("sub", 1L);
        assertThatIllegalStateException().isThrownBy(sub::path).withMessageContaining("withPath()");
        assertThatIllegalStateException().isThrownBy(sub::leaf).withMessageContaining("withLeaf()");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sub.get(TITLE))
                .withMessageContaining("walk 'sub' has no fold 'title'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sub.get(inline("x").as("nothing")))
                .withMessageContaining("does not read column nothing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sub.root(NAME))
                .withMessageContaining("column name is not the id column, which is id");
    }
}
