package io.datasafe.jooq.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import io.datasafe.jooq.load.Key2;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jooq.impl.TableImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Ids of each type, ids of two columns, and tables as jOOQ's generator writes them. */
class WalkKeysIT extends Shelves {
    private static Arguments type(String type, String sql, DataType<?> dataType, Function<Integer, ?> id) {
        return Arguments.of(type, sql, dataType, id);
    }

    static Stream<Arguments> types() {
        return Stream.of(
                type("int", "%s", SQLDataType.INTEGER, n -> n),
                type("smallint", "%s", SQLDataType.SMALLINT, Integer::shortValue),
                type("text", "'k' || %s", SQLDataType.CLOB, n -> "k" + n),
                type("varchar(50)", "'k' || %s", SQLDataType.VARCHAR(50), n -> "k" + n),
                type("varchar(50)", "'k' || %s", SQLDataType.VARCHAR, n -> "k" + n),
                type("varchar(50) COLLATE \"C\"", "'k' || %s", SQLDataType.VARCHAR(50), n -> "k" + n),
                type("uuid", "md5((%s)::text)::uuid", SQLDataType.UUID, WalkKeysIT::uuid));
    }

    private static UUID uuid(int n) {
        try {
            byte[] hash = java.security.MessageDigest.getInstance("MD5")
                    .digest(Integer.toString(n).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            java.nio.ByteBuffer bytes = java.nio.ByteBuffer.wrap(hash);
            return new UUID(bytes.getLong(), bytes.getLong());
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** A tree of two at each node, from 1 on, in which 8, 17 and 34 form a loop with 4 below 34. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("types")
    <K> void idsOfAnyType(String type, String sql, DataType<K> dataType, Function<Integer, K> id) {
        db.outside().execute("CREATE TABLE k (id " + type + " PRIMARY KEY, up " + type + ")");
        db.outside()
                .execute("INSERT INTO k SELECT " + sql.formatted("i") + ", CASE i WHEN 1 THEN NULL WHEN 8 THEN "
                        + sql.formatted("34") + " ELSE " + sql.formatted("i / 2")
                        + " END FROM generate_series(1, 40) i");
        Field<K> key = field(name("k", "id"), dataType);
        Field<K> up = field(name("k", "up"), dataType);
        Tree<K, K> tree = Tree.of(key, up).select(key).map(row -> row.get(key));
        Walk<K, K> below = tree.descendants().withPath().withLeaf().maxDepth(9);
        assertThat(queries(1, () -> below.fetch(dsl, List.of(id.apply(9), id.apply(404))))
                        .ids())
                .containsExactlyInAnyOrderElementsOf(IntStream.of(9, 18, 19, 36, 37, 38, 39)
                        .mapToObj(id::apply)
                        .toList());
        assertThat(below.fetch(dsl, id.apply(17)).ids()).contains(id.apply(8), id.apply(34), id.apply(16));
        assertThat(tree.ancestors().withPath().fetch(dsl, id.apply(40)))
                .extracting(Node::path)
                .endsWith(Stream.of(40, 20, 10, 5, 2, 1).map(id).toList());
        assertThat(tree.ancestors().fetch(dsl, id.apply(33)).ids())
                .containsExactlyElementsOf(Stream.of(33, 16, 8, 34, 17).map(id).toList());
        WalkTable<K> sub = tree.ancestors().withPath().as("sub", id.apply(3));
        assertThat(dsl.with(sub.cte()).select(sub.path()).from(sub.cte()).fetch(sub.path()))
                .extracting(List::of)
                .containsExactlyInAnyOrder(List.of(id.apply(3)), List.of(id.apply(3), id.apply(1)));
    }

    @Test
    void idsOfTwoColumns() {
        db.outside()
                .execute("CREATE TABLE part (tenant int, id varchar(50), up varchar(50), price numeric(8, 2),"
                        + " PRIMARY KEY (tenant, id))");
        db.outside().execute("CREATE INDEX ON part (tenant, up)");
        db.outside()
                .execute(
                        "INSERT INTO part SELECT t, 'p' || i, CASE WHEN t = 3 AND i = 1 THEN 'p4' WHEN i > 1 THEN 'p' || i / 2 END, 1"
                                + " FROM generate_series(1, 3) t, generate_series(1, 9) i");
        Field<Integer> tenant = field(name("part", "tenant"), SQLDataType.INTEGER);
        Field<String> id = field(name("part", "id"), SQLDataType.VARCHAR(50));
        Field<String> up = field(name("part", "up"), SQLDataType.VARCHAR(50));
        Tree<Key2<Integer, String>, String> parts =
                Tree.of(tenant, id, up).select(id).map(row -> row.get(id));
        Walk<Key2<Integer, String>, String> below =
                parts.descendants().withPath().withLeaf().maxDepth(3);
        var nodes = queries(1, () -> below.fetch(dsl, List.of(Key2.of(2, "p4"), Key2.of(1, "p2"))));
        assertThat(nodes.ids())
                .containsExactlyInAnyOrder(
                        Key2.of(2, "p4"),
                        Key2.of(2, "p8"),
                        Key2.of(2, "p9"),
                        Key2.of(1, "p2"),
                        Key2.of(1, "p4"),
                        Key2.of(1, "p5"),
                        Key2.of(1, "p8"),
                        Key2.of(1, "p9"));
        assertThat(nodes)
                .filteredOn(Node::leaf)
                .extracting(Node::path)
                .contains(List.of(Key2.of(1, "p2"), Key2.of(1, "p5")))
                .hasSize(5);
        assertThat(nodes.get(0).root()).isEqualTo(nodes.get(0).id());
        assertThat(parts.ancestors().fetch(dsl, Key2.of(3, "p9")).ids())
                .containsExactly(Key2.of(3, "p9"), Key2.of(3, "p4"), Key2.of(3, "p2"), Key2.of(3, "p1"));
        assertThat(parts.ancestors().fetch(dsl, Key2.of(1, "p3")).get(1).parent())
                .isNull();
        WalkTable<Key2<Integer, String>> sub =
                parts.ancestors().withPath().as("sub", List.of(Key2.of(3, "p9"), Key2.of(1, "p3")));
        assertThat(dsl.with(sub.cte())
                        .select(sub.get(tenant), sub.root(id), sub.get(id), sub.path(id))
                        .from(sub.cte())
                        .orderBy(sub.get(tenant), sub.depth())
                        .fetch(row ->
                                row.value1() + " " + row.value2() + " " + row.value3() + " " + row.value4().length))
                .containsExactly("1 p3 p3 1", "1 p3 p1 2", "3 p9 p9 1", "3 p9 p4 2", "3 p9 p2 3", "3 p9 p1 4");
        assertThatIllegalStateException().isThrownBy(sub::id).withMessageContaining("have two columns");
        assertThatIllegalStateException().isThrownBy(sub::parent).withMessageContaining("get(..)");
        assertThatIllegalStateException().isThrownBy(sub::root).withMessageContaining("root(id)");
        assertThatIllegalStateException().isThrownBy(sub::path).withMessageContaining("path(id)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> below.fetch(dsl, new Key2<Integer, String>(1, null)))
                .withMessageContaining("a key has no value for column id");
    }

    /** As jOOQ's generator writes them. */
    private static final class ShelfTable extends TableImpl<Record> {
        private static final long serialVersionUID = 1L;

        final TableField<Record, Long> id = createField(name("id"), SQLDataType.BIGINT.nullable(false), this);
        final TableField<Record, Long> parentId = createField(name("parent_id"), SQLDataType.BIGINT, this);
        final TableField<Record, String> title = createField(name("name"), SQLDataType.VARCHAR(50), this);

        ShelfTable() {
            super(name("shelf"), DSL.schema(name("public")));
        }
    }

    @Test
    void aGeneratedTableKnowsItsColumns() {
        ShelfTable shelf = new ShelfTable();
        Tree<Long, Record> tree = Tree.of(shelf.id, shelf.parentId);
        Fold<String> title = Fold.of("title", SQLDataType.CLOB, shelf.title, soFar -> soFar.concat(shelf.title));
        Walk<Long, String> walk = tree.map(row -> row.get(shelf.title))
                .descendants()
                .descendWhile(shelf.id.lt(9L))
                .where(shelf.title.ne("maps"))
                .maxDepth(4)
                .withLeaf()
                .fold(title);
        assertThat(queries(1, () -> walk.fetch(dsl, 2L)).values()).containsExactly("books", "novels", "crime");
        Tree<Long, Record> plain = Tree.of(ID, PARENT).select(ID, PARENT, NAME);
        Fold<String> plainTitle = Fold.of("title", SQLDataType.CLOB, NAME, soFar -> soFar.concat(NAME));
        assertThat(walk.sql(dsl).replace("\"public\".", ""))
                .isEqualTo(plain.descendants()
                        .descendWhile(ID.lt(9L))
                        .where(NAME.ne("maps"))
                        .maxDepth(4)
                        .withLeaf()
                        .fold(plainTitle)
                        .sql(dsl));
    }

    /** Such as a table named t with a column named depth, and fields that do not say whose they are. */
    @Test
    void columnsMayHaveAnyName() {
        db.outside()
                .execute(
                        "CREATE TABLE odd (id int PRIMARY KEY, parent int, depth int, root int, path text, leaf text, c1 int)");
        db.outside().execute("INSERT INTO odd SELECT i, i - 1, 7, 8, 'p', 'l', 9 FROM generate_series(1, 5) i");
        Field<Integer> id = field(name("id"), SQLDataType.INTEGER);
        Field<Integer> depth = field(name("depth"), SQLDataType.INTEGER);
        Field<Integer> c1 = field(name("c1"), SQLDataType.INTEGER);
        Tree<Integer, Record> odd = Tree.of(id, field(name("parent"), SQLDataType.INTEGER))
                .from(DSL.table(name("odd")))
                .select(depth, c1, field(name("path")), field(name("root")));
        Fold<Integer> sum =
                Fold.of("sum", SQLDataType.INTEGER, c1, soFar -> soFar.plus(c1).plus(depth));
        for (Walk<Integer, Record> walk :
                List.of(odd.descendants(), odd.descendants().wholeTable())) {
            Nodes<Integer, Record> nodes = walk.withLeaf()
                    .withPath()
                    .maxDepth(3)
                    .fold(sum)
                    .descendWhile(depth.eq(7))
                    .where(c1.eq(9))
                    .fetch(dsl, 1);
            assertThat(nodes.ids()).containsExactly(1, 2, 3, 4);
            assertThat(nodes).extracting(node -> node.value().get(depth)).containsOnly(7);
            assertThat(nodes).extracting(node -> node.get(sum)).containsExactly(9, 25, 41, 57);
            assertThat(nodes.truncated()).isTrue();
        }
    }
}
