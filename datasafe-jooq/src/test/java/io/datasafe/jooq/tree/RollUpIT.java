package io.datasafe.jooq.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.datasafe.jooq.load.Key2;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The sum over the subtree of each node. */
class RollUpIT extends Categories {
    @Test
    void anEmptyTableHasNoSums() {
        assertThat(CATEGORIES.rollUp(dsl, STOCK)).isEmpty();
    }

    @Test
    void countsNullAsNothingByOneStatement() {
        category(1, null);
        category(2, 1L);
        category(3, 2L);
        category(4, 1L);
        category(5, 99L);
        db.outside().execute("UPDATE category SET stock = id * 10 WHERE id <> 2");
        roundTrips(
                1,
                () -> assertThat(CATEGORIES.rollUp(dsl, STOCK))
                        .containsExactlyInAnyOrderEntriesOf(Map.of(
                                1L,
                                number("80"),
                                2L,
                                number("30"),
                                3L,
                                number("30"),
                                4L,
                                number("40"),
                                5L,
                                number("50"))));
    }

    @Test
    void countsNodesByAnExpression() {
        category(1, null);
        category(2, 1L);
        category(3, 2L);
        assertThat(CATEGORIES.rollUp(dsl, DSL.inline(1)))
                .containsExactlyInAnyOrderEntriesOf(Map.of(1L, number("3"), 2L, number("2"), 3L, number("1")));
    }

    @Test
    void whatIsOutOfScopeDoesNotCountNorWhatIsBelowIt() {
        category(1, null);
        category(2, 1L);
        category(3, 2L);
        db.outside().execute("UPDATE category SET stock = id, deleted = id = 2");
        assertThat(CATEGORIES.scope(DELETED.isFalse()).rollUp(dsl, STOCK))
                .containsExactlyInAnyOrderEntriesOf(Map.of(1L, number("1"), 3L, number("3")));
    }

    @Test
    void aRowWithoutAKeyIsSaidSo() {
        db.outside().execute("CREATE TABLE loose (tenant int, id text, parent text)");
        db.outside().execute("INSERT INTO loose VALUES (NULL, 'a', NULL)");
        Tree<Key2<Integer, String>, ?> loose = Tree.of(
                DSL.field(DSL.name("loose", "tenant"), SQLDataType.INTEGER),
                DSL.field(DSL.name("loose", "id"), SQLDataType.VARCHAR),
                DSL.field(DSL.name("loose", "parent"), SQLDataType.VARCHAR));
        assertThatThrownBy(() -> loose.rollUp(dsl, DSL.inline(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "a row has null in column tenant, which is part of the key: filter such rows out, or make the"
                                + " column NOT NULL");
    }

    @Test
    void overflowsNoType() {
        category(1, null);
        category(2, 1L);
        category(3, 1L);
        db.outside().execute("UPDATE category SET sold = 9223372036854775807, stock = 2147483647");
        assertThat(CATEGORIES.rollUp(dsl, SOLD)).containsEntry(1L, number("27670116110564327421"));
        assertThat(CATEGORIES.rollUp(dsl, STOCK)).containsEntry(1L, number("6442450941"));
    }

    @Test
    void sumsFloatsByTheirDigits() {
        category(1, null);
        category(2, 1L);
        db.outside().execute("UPDATE category SET rating = 0.1 * id");
        assertThat(CATEGORIES.rollUp(dsl, RATING)).containsEntry(1L, number("0.3"));
        db.outside().execute("UPDATE category SET rating = 'NaN' WHERE id = 2");
        assertThatThrownBy(() -> CATEGORIES.rollUp(dsl, RATING))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("a value is NaN");
    }

    @Test
    void idsMayBeOfTwoColumns() {
        unit(1, "a", null);
        unit(1, "b", "a");
        unit(2, "b", "a");
        assertThat(Tree.of(TENANT, UNIT, UNIT_PARENT).rollUp(dsl, TENANT))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        Key2.of(1, "a"), number("2"), Key2.of(1, "b"), number("1"), Key2.of(2, "b"), number("2")));
    }

    @Test
    void aLoopIsNamedInsteadOfSummed() {
        category(1, null);
        category(2, 1L);
        category(7, 42L);
        category(40, 7L);
        category(42, 40L);
        category(43, 42L);
        assertThatThrownBy(() -> CATEGORIES.rollUp(dsl, STOCK))
                .hasMessageStartingWith("tree 'category' has no sums: a node is its own ancestor")
                .hasMessageEndingWith("7 <- 40 <- 42 <- 7")
                .asInstanceOf(type(CycleException.class))
                .satisfies(e -> assertThat(e.cycle()).isEqualTo(List.of(7L, 40L, 42L)));
    }

    @Test
    void aChainMayBeLong() {
        db.outside()
                .execute(
                        "INSERT INTO category SELECT i, nullif(i - 1, 0), '', false, 1 FROM generate_series(1, 50000) i");
        assertThat(CATEGORIES.rollUp(dsl, STOCK))
                .hasSize(50_000)
                .containsEntry(1L, number("50000"))
                .containsEntry(50_000L, number("1"));
    }

    @Test
    void sumsWhatIsBelowSomeNodesOnly() {
        category(1, null);
        category(2, 1L);
        category(3, 2L);
        category(4, 3L);
        category(5, 1L);
        db.outside().execute("UPDATE category SET stock = id WHERE id <> 3");
        roundTrips(
                1,
                () -> assertThat(CATEGORIES.rollUp(dsl, STOCK, List.of(3L, 2L, 2L, 99L)))
                        .containsExactlyInAnyOrderEntriesOf(Map.of(2L, number("6"), 3L, number("4"), 4L, number("4"))));
        assertThat(CATEGORIES.rollUp(dsl, DSL.inline(1), List.of(1L))).containsEntry(1L, number("5"));
        assertThat(CATEGORIES.rollUp(dsl, ID, List.of(5L))).isEqualTo(Map.of(5L, number("5")));
        roundTrips(0, () -> assertThat(CATEGORIES.rollUp(dsl, STOCK, List.of())).isEmpty());
    }

    @Test
    void aLoopMattersToThoseOnItOnly() {
        category(1, null);
        category(7, 8L);
        category(8, 7L);
        category(9, 8L);
        assertThat(CATEGORIES.rollUp(dsl, DSL.inline(1), List.of(1L, 9L))).hasSize(2);
        assertThatThrownBy(() -> CATEGORIES.rollUp(dsl, STOCK, List.of(1L, 8L)))
                .isInstanceOf(CycleException.class)
                .hasMessageContaining("8 <- 7 <- 8");
    }

    @Test
    void agreesWithJavaOnRandomForests() {
        Random random = new Random(3);
        for (int round = 0; round < 40; round++) {
            Map<Long, @Nullable Long> parents = randomForest(random, 1 + random.nextInt(80), false);
            db.outside().execute("TRUNCATE category");
            categories(parents);
            db.outside()
                    .execute("UPDATE category SET stock = nullif((random() * 20)::int - 10, 0),"
                            + " price = round((random() * 1e18)::numeric / 7, (id % 9)::int)");
            agrees(parents, STOCK);
            agrees(parents, PRICE);
        }
    }

    /** Each value is added to all of its ancestors. */
    private void agrees(Map<Long, @Nullable Long> parents, Field<? extends @Nullable Number> value) {
        Map<Long, BigDecimal> expected = new HashMap<>();
        db.outside().select(ID, value).from("category").forEach(row -> {
            Number own = (Number) row.get(1);
            for (Long at = row.get(ID); at != null && parents.containsKey(at); at = parents.get(at)) {
                expected.merge(at, own == null ? BigDecimal.ZERO : new BigDecimal(own.toString()), BigDecimal::add);
            }
        });
        assertThat(CATEGORIES.rollUp(dsl, value))
                .usingRecursiveComparison()
                .withComparatorForType(Comparator.naturalOrder(), BigDecimal.class)
                .isEqualTo(expected);
    }

    private static BigDecimal number(String digits) {
        return new BigDecimal(digits);
    }
}
