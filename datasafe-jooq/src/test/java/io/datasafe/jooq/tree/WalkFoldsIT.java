package io.datasafe.jooq.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.val;

import java.math.BigDecimal;
import java.util.List;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is carried along the way, of types that a recursion is strict about. */
class WalkFoldsIT extends Shelves {
    private static final Fold<String> TITLE = Fold.of(
            "title", SQLDataType.CLOB, NAME, soFar -> soFar.concat(" > ").concat(NAME));

    @Test
    void texts() {
        Nodes<Long, Shelf> nodes = queries(1, () -> BELOW.fold(TITLE).fetch(dsl, 2L));
        assertThat(nodes)
                .extracting(node -> node.get(TITLE))
                .containsExactlyInAnyOrder(
                        "books",
                        "books > novels",
                        "books > maps",
                        "books > novels > crime",
                        "books > maps > city maps");
        assertThat(ABOVE.fold(TITLE).fetch(dsl, 8L))
                .extracting(node -> node.get(TITLE))
                .endsWith("crime > novels > books > shop");
        assertThat(ABOVE.fold(TITLE).fetch(dsl, 25L))
                .extracting(node -> node.get(TITLE))
                .endsWith("f > d > b > a > c");
    }

    @Test
    void textsWithABound() {
        Fold<String> shortTitle = Fold.of(
                "short",
                SQLDataType.VARCHAR(60),
                NAME,
                soFar -> soFar.concat("/").concat(NAME));
        assertThat(BELOW.fold(shortTitle).fetch(dsl, 4L))
                .extracting(node -> node.get(shortTitle))
                .containsExactly("novels", "novels/crime");
    }

    @Test
    void numbers() {
        Field<BigDecimal> price = field(name("shelf", "price"), SQLDataType.NUMERIC(8, 2));
        db.outside().execute("ALTER TABLE shelf ADD price numeric(8, 2) NOT NULL DEFAULT 1.50");
        Fold<BigDecimal> product = Fold.of("product", SQLDataType.NUMERIC, price, soFar -> soFar.mul(price));
        Fold<BigDecimal> rounded = Fold.of("rounded", SQLDataType.NUMERIC(10, 1), price, soFar -> soFar.plus(price));
        Fold<Long> widths = Fold.of(
                "widths",
                SQLDataType.BIGINT,
                WIDTH.cast(SQLDataType.BIGINT),
                soFar -> soFar.mul(WIDTH.coerce(SQLDataType.BIGINT)));
        Walk<Long, Shelf> walk = SHELVES.select(ID, NAME, price)
                .descendants()
                .fold(product)
                .fold(rounded)
                .fold(widths);
        Node<Long, Shelf> crime = walk.where(ID.eq(8L)).fetch(dsl, 2L).get(0);
        assertThat(crime.get(product)).isEqualByComparingTo("3.375");
        assertThat(crime.get(rounded)).isEqualByComparingTo("4.5");
        assertThat(crime.get(widths)).isEqualTo(8);
    }

    @Test
    void collations() {
        db.outside().execute("ALTER TABLE shelf ADD code varchar(20) COLLATE \"C\" NOT NULL DEFAULT 'x'");
        Field<String> code = field(name("shelf", "code"), SQLDataType.VARCHAR(20));
        Fold<String> codes = Fold.of("codes", SQLDataType.CLOB, code, soFar -> soFar.concat(code));
        Fold<String> fromConstant = Fold.of("constant", SQLDataType.CLOB, val(""), soFar -> soFar.concat(code));
        Fold<String> inC =
                Fold.of("c", SQLDataType.VARCHAR.collation(DSL.collation("C")), NAME, soFar -> soFar.concat(code));
        Nodes<Long, Shelf> nodes = SHELVES.select(ID, NAME, code)
                .descendants()
                .fold(codes)
                .fold(fromConstant)
                .fold(inC)
                .fetch(dsl, 4L);
        assertThat(nodes).extracting(node -> node.get(codes)).containsExactly("x", "xx");
        assertThat(nodes).extracting(node -> node.get(fromConstant)).containsExactly("", "x");
        assertThat(nodes).extracting(node -> node.get(inC)).containsExactly("novels", "novelsx");
        WalkTable<Long> sub = BELOW.fold(inC).as("sub", 4L);
        assertThat(dsl.with(sub.cte())
                        .select(field("pg_collation_for({0})", String.class, sub.get(inC)))
                        .from(sub.cte())
                        .fetch(0, String.class))
                .containsOnly("\"C\"");
    }

    @Test
    void nullsAndBinds() {
        Fold<String> nothing =
                Fold.of("nothing", SQLDataType.CLOB, inline((String) null), soFar -> DSL.nullif(NAME, val("crime")));
        Nodes<Long, Shelf> nodes = BELOW.fold(nothing).fetch(dsl, 2L);
        assertThat(nodes.get(0).get(nothing)).isNull();
        assertThat(nodes)
                .filteredOn(node -> node.id() == 4)
                .extracting(n -> n.get(nothing))
                .containsExactly("novels");
        assertThat(nodes)
                .filteredOn(node -> node.id() == 8)
                .extracting(n -> n.get(nothing))
                .containsExactly((String) null);
    }

    @Test
    void columnsThatPostgresCannotCompareDoNoHarm() {
        Tree<Long, @Nullable JSON> notes = Tree.of(ID, PARENT).select(NOTES).map(row -> row.get(NOTES));
        assertThat(notes.descendants().withLeaf().fetch(dsl, 4L).values()).containsOnly(JSON.json("{}"));
        WalkTable<Long> above = notes.ancestors().as("above", 8L);
        assertThat(dsl.with(above.cte())
                        .select(above.get(NOTES))
                        .from(above.cte())
                        .fetch())
                .hasSize(4);
    }

    @Test
    void badInputIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fold.of(" ", SQLDataType.CLOB, NAME, soFar -> soFar))
                .withMessageContaining("name is blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BELOW.fold(TITLE).fold(Fold.of("title", SQLDataType.CLOB, NAME, soFar -> soFar)))
                .withMessageContaining("fold 'title' is added twice");
        Node<Long, Shelf> plain = BELOW.fetch(dsl, 10L).get(0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plain.get(TITLE))
                .withMessageContaining("node 10 has no fold 'title'");
        assertThat(List.of(TITLE)).hasToString("[Fold title]");
    }
}
