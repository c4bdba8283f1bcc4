package io.datasafe.jooq.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import io.datasafe.jooq.JooqDatabase;
import io.datasafe.jooq.load.Key2;
import java.util.List;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * That no step reads the whole table: where each node has 1,000 children or none, the planner guesses 1,000 for each. Of 100,000 rows, or as many
 * as {@code -Ddatasafe.rows} says.
 */
class WalkPlansIT {
    private static final int ROWS = Integer.getInteger("datasafe.rows", 100_000);
    private static final Field<Integer> ID = field(name("fan", "id"), SQLDataType.INTEGER);
    private static final Field<@Nullable Integer> UP = field(name("fan", "up"), SQLDataType.INTEGER);
    private static final Field<Integer> TENANT = field(name("fan", "tenant"), SQLDataType.INTEGER);
    private static final Field<String> NAME = field(name("fan", "name"), SQLDataType.CLOB);

    private static final Tree<Integer, Record> FAN = Tree.of(ID, UP).select(ID, NAME);
    private static final List<Walk<Integer, Record>> WALKS = List.of(
            FAN.descendants(),
            FAN.descendants().withPath().fold(Fold.of("x", SQLDataType.CLOB, NAME, soFar -> soFar.concat(NAME))),
            FAN.descendants().maxDepth(0),
            FAN.descendants().maxDepth(1).where(NAME.ne(DSL.inline("x"))),
            FAN.descendants().withLeaf().descendWhile(NAME.ne(DSL.inline("x"))),
            FAN.ancestors(),
            FAN.ancestors().maxDepth(1));
    private static final List<Integer> LEAVES =
            IntStream.range(ROWS - 4, ROWS).boxed().toList();

    private static JooqDatabase db;

    @BeforeAll
    static void fill() {
        db = new JooqDatabase();
        DSLContext setUp = db.outside();
        setUp.execute("CREATE TABLE fan (id int, up int, tenant int NOT NULL DEFAULT 1, name text NOT NULL)");
        setUp.execute(
                "INSERT INTO fan SELECT i, CASE WHEN i > 0 THEN (i - 1) / 1000 END, 1, 'node ' || i FROM generate_series(0, "
                        + (ROWS - 1) + ") i");
        setUp.execute("ALTER TABLE fan ADD PRIMARY KEY (id)");
        setUp.execute("CREATE INDEX ON fan (up)");
        setUp.execute("CREATE UNIQUE INDEX ON fan (tenant, id)");
        setUp.execute("CREATE INDEX ON fan (tenant, up)");
        setUp.execute("VACUUM ANALYZE fan");
    }

    @AfterAll
    static void drop() {
        db.close();
    }

    @Test
    void anIndexServesEachStep() {
        for (Walk<Integer, Record> walk : WALKS) {
            for (List<Integer> roots : List.of(LEAVES.subList(0, 1), LEAVES)) {
                for (String mode : List.of("auto", "force_generic_plan")) {
                    String plan = plan(
                            walk,
                            mode,
                            "'{"
                                    + String.join(
                                            ",",
                                            roots.stream().map(String::valueOf).toList()) + "}'");
                    assertThat(plan).contains("Recursive Union").doesNotContain("Seq Scan on fan");
                }
            }
        }
    }

    /** At 1,000,000 rows the planner happens to choose the index even so. */
    @Test
    void aPlainJoinMayReadTheWholeTable() {
        assumeThat(ROWS).isLessThanOrEqualTo(100_000);
        assertThat(plan(FAN.descendants().wholeTable(), "auto", "'{1,2,3,4}'")).contains("Seq Scan on fan");
    }

    @Test
    void anIndexServesIdsOfTwoColumnsToo() {
        Walk<Key2<Integer, Integer>, Record> walk =
                Tree.of(TENANT, ID, UP).select(ID, NAME).descendants().maxDepth(1);
        for (String mode : List.of("auto", "force_generic_plan")) {
            assertThat(plan(walk, mode, "'{1,1,1}'", "'{" + (ROWS - 1) + "," + (ROWS - 2) + "," + (ROWS - 3) + "}'"))
                    .contains("Recursive Union")
                    .doesNotContain("Seq Scan on fan");
        }
    }

    @Test
    void tablesToo() {
        WalkTable<Integer> sub = FAN.descendants().withLeaf().as("sub", LEAVES);
        WalkTable<Integer> above = FAN.ancestors().as("above", LEAVES);
        DSLContext dsl = DSL.using(db.pool(), SQLDialect.POSTGRES);
        for (WalkTable<Integer> table : List.of(sub, above)) {
            assertThat(dsl.explain(dsl.with(table.cte()).selectFrom(table.cte()))
                            .plan())
                    .contains("Recursive Union")
                    .doesNotContain("Seq Scan on fan");
        }
    }

    private static String plan(Walk<?, ?> walk, String mode, String... arrays) {
        DSLContext dsl = DSL.using(db.pool(), SQLDialect.POSTGRES);
        String sql = walk.sql(dsl);
        for (int i = 1; i <= arrays.length; i++) {
            sql = sql.replaceFirst("\\?", "\\$" + i);
        }
        String prepared = DSL.using(SQLDialect.POSTGRES).renderInlined(DSL.sql(sql));
        return dsl.connectionResult(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("SET plan_cache_mode = " + mode);
                statement.execute("PREPARE walk AS " + prepared);
                StringBuilder plan = new StringBuilder();
                try (var rows = statement.executeQuery(
                        "EXPLAIN (ANALYZE, TIMING OFF) EXECUTE walk (" + String.join(", ", arrays) + ")")) {
                    while (rows.next()) {
                        plan.append(rows.getString(1)).append('\n');
                    }
                }
                statement.execute("DEALLOCATE walk");
                statement.execute("RESET plan_cache_mode");
                return plan.toString();
            }
        });
    }
}
