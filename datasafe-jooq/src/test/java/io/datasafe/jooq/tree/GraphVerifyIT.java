package io.datasafe.jooq.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import io.datasafe.jooq.tree.TreeDefect.Kind;
import java.util.List;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That a table of edges without its indexes is told, with what mends it. */
class GraphVerifyIT extends EdgeTable {
    private static final Field<Integer> TENANT = field(name("link", "tenant"), SQLDataType.INTEGER);
    private static final Field<Long> FROM = field(name("link", "from"), SQLDataType.BIGINT);
    private static final Field<Long> TO = field(name("link", "to"), SQLDataType.BIGINT);
    private static final Graph<Long> LINKS = Graph.of(FROM, TO);

    @BeforeEach
    void link() {
        db.outside().execute("CREATE TABLE link (tenant int, \"from\" bigint, \"to\" bigint)");
    }

    private static List<Kind> kinds(List<TreeDefect> defects) {
        // Whether the server compiles queries is not the table's matter.
        return defects.stream()
                .map(TreeDefect::kind)
                .filter(kind -> kind != Kind.JIT)
                .toList();
    }

    @Test
    void saysWhichIndexToCreate() {
        assertThat(kinds(LINKS.check(dsl))).containsExactly(Kind.NO_FROM_INDEX, Kind.NO_TO_INDEX);
        assertThatExceptionOfType(TreeDefectException.class)
                .isThrownBy(() -> LINKS.verify(dsl))
                .withMessage("graph 'link' has 1 defect:\n  no index finds the edges that leave a vertex in \"link\":"
                        + " CREATE INDEX CONCURRENTLY ON \"link\" (\"from\")")
                .satisfies(e -> e.defects().forEach(defect -> dsl.execute(String.valueOf(defect.cure()))));
        LINKS.verify(dsl);
        assertThat(kinds(LINKS.check(dsl))).containsExactly(Kind.NO_TO_INDEX);
        LINKS.check(dsl).forEach(defect -> {
            if (defect.kind() == Kind.NO_TO_INDEX) {
                dsl.execute(String.valueOf(defect.cure()));
            }
        });
        assertThat(kinds(LINKS.check(dsl))).isEmpty();
        assertThat(kinds(LINKS.reversed().check(dsl))).isEmpty();
    }

    @Test
    void aTenantsVerticesAreFoundByBothColumns() {
        Graph<?> links = Graph.of(TENANT, FROM, TO);
        dsl.execute("CREATE INDEX ON link (tenant, \"from\")");
        dsl.execute("CREATE INDEX ON link (tenant)");
        assertThat(kinds(links.check(dsl))).containsExactly(Kind.NO_TO_INDEX);
        assertThat(links.check(dsl).get(0).cure())
                .isEqualTo("CREATE INDEX CONCURRENTLY ON \"link\" (\"tenant\", \"to\")");
    }

    @Test
    void aTableThatIsNotThereIsSaidSo() {
        assertThat(kinds(LINKS.from(org.jooq.impl.DSL.table(name("nowhere"))).check(dsl)))
                .containsExactly(Kind.NO_TABLE);
        dsl.execute("CREATE VIEW links AS SELECT * FROM link");
        assertThat(LINKS.from(org.jooq.impl.DSL.table(name("links"))).check(dsl))
                .extracting(TreeDefect::message)
                .containsExactly("\"links\" is not a table: check a graph on the table behind it");
    }
}
