package io.datasafe.examples.quickstart.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.test.DatasafeExtension;
import io.datasafe.test.ThroughProxy;
import io.datasafe.test.proxy.FaultProxy;
import io.datasafe.test.proxy.RoundTrips;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What all ways answer, and with how many queries. Artifacts 1 to 7 depend on the next one each, 1 on 3 as well; 7 on 5, 9 on itself, 10 on nothing
 * and nothing on it. POM 1 has children 2 and 3, 3 has 4, 4 has 5; 8 and 9 inherit from each other.
 */
@ExtendWith(DatasafeExtension.class)
class GraphIT {
    private static final String SCHEMA = "/io/datasafe/examples/quickstart/ingest/schema.sql";

    private Connection connection;
    private FaultProxy proxy;

    @BeforeEach
    void open(@ThroughProxy DataSource dataSource, FaultProxy between) throws Exception {
        connection = dataSource.getConnection();
        proxy = between;
        try (InputStream schema = GraphIT.class.getResourceAsStream(SCHEMA)) {
            execute(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
        }
        execute("insert into artifact (group_id, artifact_id) select 'g', 'a' || i from generate_series(1, 10) i");
        execute("insert into depends select i, i + 1 from generate_series(1, 7) i");
        execute("insert into depends values (1, 3), (7, 5), (9, 9)");
        execute("insert into pom values (1, 'p1', null), (2, 'p2', 1), (3, 'p3', 1), (4, 'p4', 3), (5, 'p5', 4),"
                + " (8, 'p8', 9), (9, 'p9', 8)");
    }

    @AfterEach
    void close() throws Exception {
        connection.close();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The queries are those of each way in its turn: by node, by level, by datasafe. */
    private <T> void answers(Question.Program<T> program, T expected, int... queries) throws SQLException {
        for (int i = 0; i < queries.length; i++) {
            Way way = Way.all().get(i);
            T answer = RoundTrips.on(proxy)
                    .exactly(queries[i])
                    .statements(queries[i])
                    .call(() -> program.answer(way, connection));
            assertThat(answer).as(way.name()).isEqualTo(expected);
        }
    }

    @Test
    void findsAllDependants() throws Exception {
        answers((way, c) -> way.dependants(c, 4), Set.of(1L, 2L, 3L), 4, 3, 1);
        answers((way, c) -> way.dependants(c, 1), Set.of(), 1, 1, 1);
    }

    @Test
    void findsAnArtifactToDependOnItselfOnlyInACycle() throws Exception {
        answers((way, c) -> way.dependants(c, 6), Set.of(1L, 2L, 3L, 4L, 5L, 6L, 7L), 7, 5, 1);
        answers((way, c) -> way.dependants(c, 9), Set.of(9L), 1, 1, 1);
    }

    @Test
    void findsAShortestChain() throws Exception {
        answers((way, c) -> way.chain(c, 1, 8), List.of(1L, 3L, 4L, 5L, 6L, 7L, 8L), 7, 6, 1);
        answers((way, c) -> way.chain(c, 3, 2), List.of(), 6, 6, 1);
    }

    @Test
    void findsCyclesOnce() throws Exception {
        answers((way, c) -> way.cycles(c), List.of(List.of(5L, 6L, 7L), List.of(9L)), 11, 1, 1);
    }

    @Test
    void findsWhatInherits() throws Exception {
        answers((way, c) -> way.below(c, 1), Set.of("p1", "p2", "p3", "p4", "p5"), 6, 5, 1);
        answers((way, c) -> way.below(c, 8), Set.of("p8", "p9"), 3, 3, 1);
    }

    @Test
    void findsAncestorsNearestFirst() throws Exception {
        Map<Long, List<String>> chains = new HashMap<>();
        chains.put(5L, List.of("p5", "p4", "p3", "p1"));
        chains.put(2L, List.of("p2", "p1"));
        chains.put(1L, List.of("p1"));
        chains.put(9L, List.of("p9", "p8"));

        answers((way, c) -> way.above(c, List.of(5L, 2L, 1L, 9L)), chains, 4 + 2 + 1 + 3, 3, 1);
    }

    @Test
    void findsNothingWhereThereIsNothing() throws Exception {
        execute("truncate depends");

        answers((way, c) -> way.dependants(c, 4), Set.of(), 1, 1, 1);
        answers((way, c) -> way.chain(c, 1, 8), List.of(), 1, 1, 1);
        answers((way, c) -> way.cycles(c), List.of(), 11, 1, 1);
    }

    @Test
    void choosesWhatToAskAbout() throws Exception {
        Subjects subjects = Subjects.choose(connection);

        // 3 and 5 have two dependants each; the first name counts.
        assertThat(subjects.popular()).contains(3L);
        assertThat(subjects.apart()).contains(new Digraph.Pair(1, 8, 6));
        assertThat(subjects.patriarch()).contains(1L);
        assertThat(subjects.page()).containsExactly(1L, 2L, 3L, 4L, 5L, 8L, 9L);
    }

    @Test
    void choosesNothingWhereThereIsNothing() throws Exception {
        execute("truncate depends, pom");

        Subjects subjects = Subjects.choose(connection);

        assertThat(subjects.popular()).isEmpty();
        assertThat(subjects.apart()).isEmpty();
        assertThat(subjects.patriarch()).isEmpty();
        assertThat(new Questions(subjects).all()).isEmpty();
    }
}
