package io.datasafe.test.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datasafe.test.DatasafeExtension;
import io.datasafe.test.ThroughProxy;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.PGConnection;

@ExtendWith(DatasafeExtension.class)
class RoundTripsIT {
    private FaultProxy proxy;
    private DataSource dataSource;
    private Connection connection;

    @BeforeEach
    void connect(FaultProxy proxy, @ThroughProxy DataSource dataSource) throws SQLException {
        this.proxy = proxy;
        this.dataSource = dataSource;
        connection = dataSource.getConnection();
        run("create table t (id int primary key, note text)");
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void countsAnAutocommitStatementAsOne() throws SQLException {
        RoundTrips.on(proxy).exactly(1).statements(1).run(() -> run("select 1"));
    }

    @Test
    void countsTheFirstStatementOfANewConnectionAndNotItsConnecting() throws SQLException {
        Recording recording = RoundTrips.of(proxy, () -> {
            try (Connection fresh = dataSource.getConnection()) {
                assertThat(fresh.isValid(5)).isTrue();
                try (Statement statement = fresh.createStatement()) {
                    statement.execute("select 1");
                }
            }
        });
        assertThat(recording.traffic().connects()).isEqualTo(1);
        assertThat(recording.traffic().roundTrips()).isEqualTo(1);
        assertThat(recording.trips()).containsExactly(new Trip(2, List.of("select 1")));
    }

    @Test
    void countsAPlainTransactionAsTwoForBeginRidesAlong() throws SQLException {
        connection.setAutoCommit(false);
        Recording recording = RoundTrips.of(proxy, () -> {
            run("insert into t values (1)");
            connection.commit();
        });
        assertThat(recording.trips())
                .containsExactly(
                        new Trip(1, List.of("BEGIN", "insert into t values (1)")), new Trip(1, List.of("COMMIT")));
        assertThat(recording.traffic().statements()).isEqualTo(1);
    }

    @Test
    void countsATextOfSeveralStatementsAsOne() throws SQLException {
        RoundTrips.on(proxy)
                .exactly(1)
                .statements(2)
                .run(() -> run("begin; insert into t values (1); insert into t values (2); commit"));
    }

    @Test
    void countsABatchAsOneAndEachOfItsStatements() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into t values (?, ?)")) {
            for (int i = 0; i < 20; i++) {
                insert.setInt(1, i);
                insert.setString(2, "note");
                insert.addBatch();
            }
            RoundTrips.on(proxy).exactly(1).statements(20).run(insert::executeBatch);
        }
    }

    @Test
    void countsALargeBatchByTheAnswersThatTheDriverWaitsFor() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into t values (?, ?)")) {
            for (int i = 0; i < 1_000; i++) {
                insert.setInt(1, i);
                insert.setString(2, "note");
                insert.addBatch();
            }
            Recording recording = RoundTrips.of(proxy, insert::executeBatch);
            assertThat(recording.traffic().statements()).isEqualTo(1_000);
            assertThat(recording.traffic().roundTrips()).isGreaterThan(1);
            assertThat(recording.trips().stream()
                            .mapToLong(trip -> trip.statements().size()))
                    .satisfies(sizes -> assertThat(
                                    sizes.stream().mapToLong(Long::longValue).sum())
                            .isGreaterThanOrEqualTo(1_000));
        }
    }

    @Test
    void countsEachFetchOfACursor() throws SQLException {
        connection.setAutoCommit(false);
        run("insert into t select generate_series(1, 5)");
        connection.commit();
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(2);
            Recording recording = RoundTrips.of(proxy, () -> {
                try (ResultSet rows = statement.executeQuery("select id from t")) {
                    while (rows.next()) {
                        assertThat(rows.getInt(1)).isPositive();
                    }
                }
            });
            assertThat(recording.traffic().roundTrips()).isEqualTo(3);
            assertThat(recording.traffic().statements()).isEqualTo(1);
            assertThat(recording.trips().get(1).statements()).containsExactly("(next rows) select id from t");
        }
        connection.rollback();
    }

    @Test
    void countsCopyInAsTheCommandAndTheData() throws Exception {
        Recording recording = RoundTrips.of(proxy, () -> {
            try {
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy t from stdin", new StringReader("1\tone\n2\ttwo\n"));
            } catch (java.io.IOException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(recording.traffic().roundTrips()).isEqualTo(2);
        RoundTrips.on(proxy).exactly(1).run(() -> run("select 1"));
        RoundTrips.on(proxy).exactly(1).run(() -> {
            try (ResultSet rows = connection.createStatement().executeQuery("select count(*) from t")) {
                rows.next();
                assertThat(rows.getInt(1)).isEqualTo(2);
            }
        });
    }

    @Test
    void countsAFailingStatementAndGoesOnCountingRight() throws SQLException {
        RoundTrips.on(proxy)
                .exactly(1)
                .statements(1)
                .run(() -> assertThatThrownBy(() -> run("select 1/0")).isInstanceOf(SQLException.class));
        RoundTrips.on(proxy).exactly(1).statements(1).run(() -> run("select 1"));
    }

    @Test
    void countsSimpleQueriesAndShowsNoValues(FaultProxy proxy) throws SQLException {
        try (Connection simple = Urls.connect(proxy, dataSource, "preferQueryMode=simple");
                PreparedStatement insert = simple.prepareStatement("insert into t values (?, ?)")) {
            simple.setAutoCommit(false);
            insert.setInt(1, 7);
            insert.setString(2, "secret");
            Recording recording = RoundTrips.of(proxy, () -> {
                insert.executeUpdate();
                simple.commit();
            });
            assertThat(recording.traffic().statements()).isEqualTo(1);
            assertThat(recording.toString()).contains("insert into t values").doesNotContain("secret", "7");
        }
    }

    @Test
    void saysWhatWentByWhenTheNumberIsWrong() {
        assertThatThrownBy(() -> RoundTrips.on(proxy).exactly(1).run(() -> {
                    run("select 1");
                    run("select 2");
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expected exactly 1 round trips")
                .hasMessageContaining("1. #1  select 1")
                .hasMessageContaining("2. #1  select 2")
                .hasMessageContaining("round trips: 2, statements: 2, connects: 0");
    }

    @Test
    void boundsTheNumberFromAbove() throws SQLException {
        RoundTrips twoAtMost = RoundTrips.on(proxy).atMost(2);
        twoAtMost.run(() -> run("select 1"));
        assertThatThrownBy(() -> twoAtMost.run(() -> {
                    run("select 1");
                    run("select 1");
                    run("select 1");
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("at most 2 round trips");
    }

    @Test
    void failsOnStatementsAloneAndGivesTheValueElse() throws SQLException {
        assertThatThrownBy(() -> RoundTrips.on(proxy).statements(2).run(() -> run("select 1")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expected exactly 2 statements");
        int answer = RoundTrips.on(proxy).exactly(1).call(() -> {
            run("select 1");
            return 42;
        });
        assertThat(answer).isEqualTo(42);
    }

    @Test
    void countsBytesOfEachConnection() throws SQLException {
        Traffic before = proxy.link(connection).traffic();
        run("select repeat('x', 100000)");
        Traffic spent = proxy.link(connection).traffic().since(before);
        assertThat(spent.bytesToClient()).isBetween(100_000L, 101_000L);
        assertThat(spent.bytesToServer()).isBetween(50L, 200L);
        assertThat(proxy.traffic().bytesToClient()).isGreaterThan(100_000);
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
