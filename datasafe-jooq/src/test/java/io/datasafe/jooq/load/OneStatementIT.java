package io.datasafe.jooq.load;

import static io.datasafe.jooq.load.JooqLibrary.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.load.LoadScope;
import io.datasafe.test.cluster.EmbeddedCluster;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

/** What the server sees of batches of different sizes. */
class OneStatementIT {
    @Test
    void pgStatStatementsKnowsOneForAllSizes() {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder()
                .replicas(0)
                .setting("shared_preload_libraries", "pg_stat_statements")
                .start()) {
            DSLContext dsl = DSL.using(cluster.primary().dataSource(), SQLDialect.POSTGRES);
            dsl.execute("CREATE EXTENSION pg_stat_statements");
            dsl.execute("CREATE TABLE author (id bigint PRIMARY KEY, name text, country_id bigint)");
            for (int size : new int[] {1, 2, 10, 1_000, 65_536, 100_000}) {
                try (LoadScope scope = JooqLoads.open(dsl)) {
                    scope.related(ids(size), id -> id, JooqLibrary.AUTHOR.chunk(100_000))
                            .all();
                }
            }
            assertThat(dsl.fetch("SELECT calls::int FROM pg_stat_statements WHERE query LIKE '%country_id%any%'")
                            .getValues(0, Integer.class))
                    .containsExactly(6);
        }
    }
}
