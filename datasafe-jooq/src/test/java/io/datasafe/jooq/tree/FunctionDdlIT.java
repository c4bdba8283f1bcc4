package io.datasafe.jooq.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datasafe.jooq.load.Key2;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.conf.MappedSchema;
import org.jooq.conf.RenderMapping;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The function of what is below a node, and the view. */
class FunctionDdlIT extends NodeTable {
    private static final Tree<Long, Record> NAMED =
            LIVING.select(TITLE, DSL.upper(TITLE).as("loud"));

    @BeforeEach
    void create() {
        dsl.execute(NAMED.functionDdl("below"));
        dsl.execute(NAMED.viewDdl("nodes"));
    }

    private String rows(String sql) {
        return dsl.fetch(sql).map(row -> row.intoList().toString()).toString();
    }

    private String plan(String sql) {
        return String.join("\n", dsl.fetch("explain " + sql).getValues(0, String.class));
    }

    @Test
    void givesWhatIsBelow() {
        assertThat(rows("select * from below(2) order by depth"))
                .isEqualTo("[[n, N, 2, 1, 0], [n, N, 4, 2, 1], [n, N, 5, 4, 2]]");
        // Node 9 is out of scope.
        assertThat(rows("select id from below(3)")).isEqualTo("[[3]]");
        assertThat(rows("select id from below(9)")).isEqualTo("[]");
    }

    @Test
    void isInlined() {
        assertThat(plan("select * from below(2)"))
                .contains("Recursive Union")
                .contains("CTE Scan")
                .doesNotContain("Function Scan");
        String lateral = "from node r cross join lateral below(r.id) b";
        assertThat(plan("select * " + lateral)).contains("Recursive Union").doesNotContain("Function Scan");
        assertThat(rows("select r.id, count(*) " + lateral + " group by 1 order by 1"))
                .isEqualTo("[[1, 5], [2, 3], [3, 1], [4, 2], [5, 1]]");
    }

    @Test
    void endsOnALoop() {
        dsl.execute("update node set parent_id = 5 where id = 2");
        assertThat(rows("select id from below(4) order by depth")).isEqualTo("[[4], [5], [2]]");
        assertThat(rows("select id from nodes order by id")).isEqualTo("[[1], [3]]");
    }

    @Test
    void theViewSaysTheRoot() {
        dsl.execute("update node set parent_id = null where id = 4");
        assertThat(rows("select root, id, depth from nodes order by id"))
                .isEqualTo("[[1, 1, 0], [1, 2, 1], [1, 3, 1], [4, 4, 0], [4, 5, 1]]");
    }

    @Test
    void canBeRunAgain() {
        dsl.execute(NAMED.functionDdl("below"));
        dsl.execute(NAMED.viewDdl("nodes"));
        assertThat(rows("select count(*) from nodes")).isEqualTo("[[5]]");
    }

    @Test
    void meansTheSameTableUnderAnySearchPath() {
        dsl.execute("create schema other");
        dsl.execute("create table other.node (id bigint, parent_id bigint, title text, deleted boolean)");
        assertThat(rows("select id from set_config('search_path', 'other', false), public.below(2)"))
                .isEqualTo("[[2], [4], [5]]");
    }

    @Test
    void knowsTenants() {
        Field<String> tenant = DSL.field(DSL.name("unit", "tenant"), SQLDataType.VARCHAR);
        Field<Integer> id = DSL.field(DSL.name("unit", "id"), SQLDataType.INTEGER);
        Tree<Key2<String, Integer>, Record> units = Tree.of(
                        tenant, id, DSL.field(DSL.name("unit", "above"), SQLDataType.INTEGER))
                .select(id);
        dsl.execute("create table unit (tenant varchar(10), id int, above int, primary key (tenant, id))");
        dsl.execute(
                "insert into unit select t, i, nullif(i - 1, 0) from unnest('{a,b}'::text[]) t, generate_series(1, 3) i");
        dsl.execute(units.functionDdl("units_below"));
        dsl.execute(units.viewDdl("all_units"));
        assertThat(rows("select tenant, id, depth from units_below('b', 2) order by depth"))
                .isEqualTo("[[b, 2, 0], [b, 3, 1]]");
        assertThat(rows("select tenant, root, max(depth), count(*) from all_units group by 1, 2 order by 1"))
                .isEqualTo("[[a, 1, 2, 3], [b, 1, 2, 3]]");
    }

    @Test
    void isBesideTheTable() {
        dsl.execute("create schema elsewhere");
        dsl.execute("create table elsewhere.node (id bigint primary key, parent_id bigint)");
        dsl.execute("insert into elsewhere.node values (1, null), (2, 1)");
        Field<Long> id = DSL.field(DSL.name("elsewhere", "node", "id"), SQLDataType.BIGINT);
        Field<Long> parent = DSL.field(DSL.name("elsewhere", "node", "parent_id"), SQLDataType.BIGINT);
        dsl.execute(Tree.of(id, parent).select(id).functionDdl("below"));
        assertThat(rows("select id from elsewhere.below(1)")).isEqualTo("[[1], [2]]");
    }

    @Test
    void isPrintedWithTheSettingsOfWhoPrintsIt() {
        Settings settings = new Settings()
                .withRenderMapping(new RenderMapping()
                        .withSchemata(new MappedSchema().withInput("a").withOutput("b")));
        String sql = DSL.using(SQLDialect.POSTGRES, settings).render(NAMED.functionDdl("below"));
        assertThat(sql)
                .startsWith("create or replace function \"below\"(\"node\".\"id\"%type) returns table (\"title\"")
                .contains("\"node\".\"deleted\" = false");
    }

    @Test
    void refusesNamesThatDoNotDo() {
        assertThatIllegalArgumentException().isThrownBy(() -> TREE.functionDdl(" "));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TREE.viewDdl("x".repeat(64)))
                .withMessageContaining("63 bytes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TREE.select(TITLE.as("Depth")).functionDdl("f"))
                .withMessageContaining("has a column Depth");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TREE.select(TITLE.as("root")).viewDdl("v"))
                .withMessageContaining("has a column root");
        assertThatThrownBy(() -> dsl.render(
                        TREE.from(DSL.table(DSL.name("node")).as("n")).functionDdl("f")))
                .isInstanceOf(IllegalStateException.class);
    }
}
