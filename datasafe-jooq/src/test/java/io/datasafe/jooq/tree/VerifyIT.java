package io.datasafe.jooq.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.datasafe.jooq.load.Key2;
import io.datasafe.jooq.tree.TreeDefect.Kind;
import io.datasafe.test.proxy.RoundTrips;
import java.util.List;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;

/** That what makes a tree slow or wrong is found. */
class VerifyIT extends NodeTable {
    private List<Kind> kinds(Tree<?, ?> tree) {
        return tree.check(dsl).stream()
                .map(TreeDefect::kind)
                .filter(kind -> kind != Kind.JIT)
                .toList();
    }

    private void create(String columns) {
        dsl.execute("drop table if exists t cascade");
        dsl.execute("create table t (id bigint, parent_id bigint, tenant text" + columns + ")");
    }

    private void index(String sql) {
        dsl.execute("create " + sql);
    }

    private static final Tree<Long, ?> T = MoveIT.plain("t");
    private static final Tree<Key2<String, Long>, Record> TENANTS = Tree.of(
            DSL.field(DSL.name("t", "tenant"), SQLDataType.VARCHAR),
            DSL.field(DSL.name("t", "id"), SQLDataType.BIGINT),
            DSL.field(DSL.name("t", "parent_id"), SQLDataType.BIGINT));

    @Test
    void findsNothingWhereAllIsWell() {
        assertThat(kinds(TREE)).isEmpty();
        assertThatCode(() -> TREE.verify(dsl)).doesNotThrowAnyException();
    }

    @Test
    void sendsOneQuery() {
        tx.run(t -> {
            t.dsl().fetch("select 1");
            RoundTrips.on(db.proxy()).exactly(1).run(() -> TREE.check(t.dsl()));
        });
    }

    @Test
    void saysWhatToRun() {
        create("");
        assertThatExceptionOfType(TreeDefectException.class)
                .isThrownBy(() -> T.verify(dsl))
                .withMessage("""
                        tree 't' has 2 defects:
                          no index finds the children of a node in "t": CREATE INDEX CONCURRENTLY ON "t" ("parent_id")
                          nothing makes the id unique in "t": CREATE UNIQUE INDEX CONCURRENTLY ON "t" ("id")""")
                .satisfies(e -> {
                    assertThat(e.defects()).hasSize(2);
                    e.defects().forEach(defect -> dsl.execute(String.valueOf(defect.cure())));
                });
        assertThat(kinds(T)).isEmpty();
    }

    @Test
    void indexesThatDoNotServeDoNotCount() {
        create(", unique (id)");
        index("index partial on t (parent_id) where parent_id is not null");
        index("index second on t (tenant, parent_id)");
        index("index brin on t using brin (parent_id)");
        index("index expression on t ((parent_id + 1), parent_id)");
        dsl.execute("create index invalid on t (parent_id)");
        dsl.execute("update pg_index set indisvalid = false where indexrelid = 'invalid'::regclass");
        assertThat(T.check(dsl).get(0))
                .hasToString("no index finds the children of a node in \"t\" (brin is brin(parent_id),"
                        + " expression is btree((an expression), parent_id), invalid is not valid, partial is partial,"
                        + " second is btree(tenant, parent_id)): CREATE INDEX CONCURRENTLY ON \"t\" (\"parent_id\")");
        index("index hash on t using hash (parent_id)");
        assertThat(kinds(T)).isEmpty();
    }

    @Test
    void anIndexInAnotherCollationDoesNotCount() {
        dsl.execute("create table c (id text primary key, parent_id text)");
        index("index c1 on c (parent_id collate \"C\")");
        Tree<String, ?> tree = Tree.of(
                DSL.field(DSL.name("c", "id"), SQLDataType.VARCHAR),
                DSL.field(DSL.name("c", "parent_id"), SQLDataType.VARCHAR));
        assertThat(kinds(tree)).containsExactly(Kind.NO_PARENT_INDEX);
        index("index c2 on c (parent_id)");
        assertThat(kinds(tree)).isEmpty();
    }

    @Test
    void keysThatAreNoneDoNotCount() {
        create("");
        index("index parents on t (parent_id)");
        index("unique index partial on t (id) where id > 0");
        index("unique index wide on t (id, tenant)");
        index("index plain on t (id)");
        assertThat(T.check(dsl).get(0))
                .hasToString("nothing makes the id unique in \"t\" (partial is partial, wide is btree(id, tenant)):"
                        + " CREATE UNIQUE INDEX CONCURRENTLY ON \"t\" (\"id\")");
        dsl.execute("alter table t add constraint late unique (id) deferrable");
        assertThat(kinds(T)).containsExactly(Kind.ID_UNIQUE_LATER);
        assertThatCode(() -> T.verify(dsl)).doesNotThrowAnyException();
        index("unique index now on t (id) include (tenant)");
        assertThat(kinds(T)).isEmpty();
    }

    @Test
    void tenantsNeedBothColumns() {
        create("");
        assertThat(TENANTS.check(dsl).stream()
                        .filter(d -> d.cure() != null && !d.kind().isWarning()))
                .extracting(TreeDefect::cure)
                .containsExactly(
                        "CREATE INDEX CONCURRENTLY ON \"t\" (\"tenant\", \"parent_id\")",
                        "CREATE UNIQUE INDEX CONCURRENTLY ON \"t\" (\"tenant\", \"id\")");
        index("index pair on t (tenant, parent_id)");
        index("unique index key on t (id, tenant)");
        assertThat(kinds(TENANTS)).isEmpty();
        assertThat(kinds(T)).containsExactly(Kind.NO_PARENT_INDEX, Kind.ID_NOT_UNIQUE);
        dsl.execute("drop index pair, key");
        index("index one on t (parent_id)");
        index("unique index sole on t (id)");
        assertThat(kinds(TENANTS)).isEmpty();
    }

    @Test
    void findsWhatIsMissing() {
        assertThat(kinds(MoveIT.plain("nowhere"))).containsExactly(Kind.NO_TABLE);
        dsl.execute("create view v as select * from node");
        assertThat(kinds(MoveIT.plain("v"))).containsExactly(Kind.NOT_A_TABLE);
        dsl.execute("create table t (id2 bigint)");
        assertThat(T.check(dsl).stream().filter(d -> d.kind() == Kind.NO_COLUMN))
                .hasToString("[table \"t\" has no column id, table \"t\" has no column parent_id]")
                .hasSize(2);
        assertThat(kinds(TENANTS)).hasSize(3);
    }

    @Test
    void partitionedTablesAreIndexedAsAWhole() {
        dsl.execute("create table p (id bigint, parent_id bigint) partition by hash (id)");
        dsl.execute("create table p_0 partition of p for values with (modulus 1, remainder 0)");
        index("unique index on p_0 (id)");
        index("index on p_0 (parent_id)");
        Tree<Long, ?> tree = MoveIT.plain("p");
        List<TreeDefect> defects =
                tree.check(dsl).stream().filter(d -> d.kind() != Kind.JIT).toList();
        assertThat(defects)
                .extracting(TreeDefect::cure)
                .containsExactly("CREATE INDEX ON \"p\" (\"parent_id\")", "CREATE UNIQUE INDEX ON \"p\" (\"id\")");
        defects.forEach(defect -> dsl.execute(String.valueOf(defect.cure())));
        assertThat(kinds(tree)).isEmpty();
        assertThat(kinds(MoveIT.plain("p_0"))).isEmpty();
    }

    @Test
    void namesAreReadAsTheServerDoes() {
        dsl.execute("create schema s");
        dsl.execute("create table s.\"T t\" (\"Id\" int primary key, \"a\"\"b\" int)");
        Field<Integer> id = DSL.field(DSL.name("s", "T t", "Id"), SQLDataType.INTEGER);
        Tree<Integer, ?> tree = Tree.of(id, DSL.field(DSL.name("s", "T t", "a\"b"), SQLDataType.INTEGER));
        List<TreeDefect> defects =
                tree.check(dsl).stream().filter(d -> d.kind() != Kind.JIT).toList();
        assertThat(defects)
                .extracting(TreeDefect::cure)
                .containsExactly("CREATE INDEX CONCURRENTLY ON \"s\".\"T t\" (\"a\"\"b\")");
        dsl.execute(String.valueOf(defects.get(0).cure()));
        assertThat(kinds(tree)).isEmpty();

        Tree<Long, ?> unquoted = Tree.of(
                DSL.field(DSL.name("NODE", "ID"), SQLDataType.BIGINT),
                DSL.field(DSL.name("NODE", "PARENT_ID"), SQLDataType.BIGINT));
        assertThat(kinds(unquoted)).containsExactly(Kind.NO_TABLE);
        Settings settings = new Settings().withRenderQuotedNames(RenderQuotedNames.NEVER);
        assertThat(unquoted.check(DSL.using(db.pool(), SQLDialect.POSTGRES, settings)))
                .noneMatch(defect -> defect.kind() != Kind.JIT);
    }
}
