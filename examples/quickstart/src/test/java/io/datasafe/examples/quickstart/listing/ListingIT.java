package io.datasafe.examples.quickstart.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.examples.quickstart.measure.Measured;
import io.datasafe.examples.quickstart.measure.Timing;
import io.datasafe.examples.quickstart.step.Check;
import io.datasafe.test.DatasafeExtension;
import io.datasafe.test.ThroughProxy;
import io.datasafe.test.proxy.FaultProxy;
import io.datasafe.test.proxy.RoundTrips;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What both ways list, and with how many queries. Version i has i % 3 licences and i % 4 dependencies, and shares its artifact with another. */
@ExtendWith(DatasafeExtension.class)
class ListingIT {
    private static final String SCHEMA = "/io/datasafe/examples/quickstart/ingest/schema.sql";
    private static final int VERSIONS = 100;

    private Connection connection;
    private FaultProxy proxy;

    @BeforeEach
    void open(@ThroughProxy DataSource dataSource, FaultProxy between) throws Exception {
        connection = dataSource.getConnection();
        proxy = between;
        try (InputStream schema = ListingIT.class.getResourceAsStream(SCHEMA);
                Statement statement = connection.createStatement()) {
            statement.execute(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
            statement.execute("insert into artifact (group_id, artifact_id)"
                    + " select 'g', 'a' || i from generate_series(1, 50) i");
            statement.execute("insert into licence (name) values ('MIT'), ('Apache-2.0')");
            statement.execute("insert into version (artifact_id, version, packaging)"
                    + " select (i + 1) / 2, i, 'jar' from generate_series(1, " + VERSIONS + ") i");
            statement.execute(
                    "insert into version_licence select v.id, l from version v, generate_series(1, v.id % 3) l");
            statement.execute("insert into dependency (version_id, artifact_id, scope, optional)"
                    + " select v.id, d, 'compile', false from version v, generate_series(1, v.id % 4) d");
        }
    }

    @AfterEach
    void close() throws Exception {
        connection.close();
    }

    private static List<Line> expected(int size) {
        return LongStream.rangeClosed(1, size)
                .mapToObj(i -> new Line(
                        "g:a" + (i + 1) / 2,
                        String.valueOf(i),
                        List.of(List.<String>of(), List.of("MIT"), List.of("Apache-2.0", "MIT"))
                                .get((int) (i % 3)),
                        i % 4))
                .toList();
    }

    private void lists(Listing listing, int size, int queries) throws SQLException {
        List<Line> lines = RoundTrips.on(proxy)
                .exactly(queries)
                .statements(queries)
                .call(() -> listing.lines(connection, Version.first(connection, size)));

        assertThat(lines).isEqualTo(expected(size));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, VERSIONS})
    void sendsThreeQueriesARowWithoutLoaders(int size) throws Exception {
        lists(new QueryPerRow(), size, 1 + 3 * size);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, VERSIONS})
    void sendsThreeQueriesInAllWithLoaders(int size) throws Exception {
        lists(new WithLoaders(), size, 1 + 3);
    }

    @Test
    void sendsNoneForAnEmptyList() throws Exception {
        for (Listing listing : Listing.all()) {
            lists(listing, 0, 1);
        }
    }

    @Test
    void failsWhereTheWaysDiffer() {
        List<Line> right = expected(3);
        List<Line> wrong = new ArrayList<>(right);
        wrong.set(1, new Line("g:a1", "2", List.of(), 2));

        assertThat(failed(3, measured(10, right, right), measured(4, right, right)))
                .isEmpty();
        assertThat(failed(3, measured(10, right, right), measured(4, wrong, right)))
                .containsExactly("both ways list the same");
        assertThat(failed(3, measured(10, right, wrong), measured(4, right, right)))
                .containsExactly("both ways list the same");
    }

    @Test
    void failsForARowOrAQueryTooMany() {
        List<Line> list = expected(3);

        assertThat(failed(4, measured(10, list, list), measured(5, list, list)))
                .containsExactly("versions listed with loaders: 3, must be 4", "queries with loaders: 5, must be 4");
    }

    private static List<String> failed(int versions, Measured<List<Line>> perRow, Measured<List<Line>> loaders) {
        return ListingStep.checks(versions, perRow, loaders).stream()
                .filter(check -> !check.passed())
                .map(Check::what)
                .toList();
    }

    private static Measured<List<Line>> measured(int queries, List<Line> near, List<Line> far) {
        return new Measured<>("loaders", queries, List.of(), timing(near), Optional.of(timing(far)));
    }

    private static Timing<List<Line>> timing(List<Line> lines) {
        return new Timing<>(lines, OptionalLong.empty(), 1);
    }
}
