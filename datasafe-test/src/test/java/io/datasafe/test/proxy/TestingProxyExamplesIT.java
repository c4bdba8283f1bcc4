package io.datasafe.test.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datasafe.test.DatasafeExtension;
import io.datasafe.test.ThroughProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The code of docs/testing-proxy.md, run; and that page's code is this code. */
class TestingProxyExamplesIT {
    private static final Path PAGE = Path.of("..", "docs", "testing-proxy.md");
    private static final Path THIS =
            Path.of("src/test/java", TestingProxyExamplesIT.class.getName().replace('.', '/') + ".java");
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @RegisterExtension
    static final DatasafeExtension DB = DatasafeExtension.builder()
            .template(connection -> connection
                    .createStatement()
                    .execute("create table payment as select id, false as paid from generate_series(1, 9) id"))
            .build();

    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private FaultProxy proxy;
    private Payments service;
    private DataSource dataSource;
    private Connection connection;

    @BeforeEach
    void connect(FaultProxy proxy, @ThroughProxy DataSource dataSource) throws SQLException {
        this.proxy = proxy;
        this.dataSource = dataSource;
        service = new Payments(dataSource::getConnection);
        connection = dataSource.getConnection();
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
        executor.shutdownNow();
    }

    static Stream<String> blocks() throws IOException {
        return BLOCK.matcher(Files.readString(PAGE)).results().map((MatchResult block) -> block.group(1));
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void runsWhatThePageShows(String block) throws IOException {
        assertThat(flat(Files.readString(THIS))).contains(flat(block));
    }

    private static String flat(String code) {
        return code.replaceAll("\\s+", "");
    }

    @Test
    void losesTheReply() throws SQLException {
        proxy.on(Trigger.commitReply()).cut();
        assertThatThrownBy(() -> service.pay(7)).isInstanceOf(SQLException.class);
        assertThat(service.isPaid(7)).isTrue();
    }

    @Test
    void losesTheCommit() throws SQLException {
        proxy.on(Trigger.commitSent()).reset();
        assertThatThrownBy(() -> service.pay(7)).isInstanceOf(SQLException.class);
        assertThat(service.isPaid(7)).isFalse();
    }

    @Test
    void holdsTheCommit() throws Exception {
        Hold commit = proxy.on(Trigger.commitSent()).hold();
        Future<?> payment = executor.submit(() -> service.pay(7));
        commit.await();
        assertThat(service.isPaid(7)).isFalse();
        commit.release();
        payment.get();
        assertThat(service.isPaid(7)).isTrue();
    }

    @Test
    void letsTheCommitArriveTooLate() throws SQLException {
        Hold commit = proxy.on(Trigger.commitSent()).hold();
        Future<?> payment = executor.submit(() -> service.pay(connection, 7));
        commit.await();
        connection.abort(Runnable::run);
        commit.release();
        assertThatThrownBy(payment::get).hasCauseInstanceOf(SQLException.class);
    }

    @Test
    void leavesTheClientHalfOpen(@ThroughProxy DataSource through) {
        Payments impatient = new Payments(() -> Urls.connect(proxy, through, "socketTimeout=1"));
        proxy.on(Trigger.statementContaining("update payment")).cutServer();
        assertThatThrownBy(() -> impatient.pay(7)).hasRootCauseMessage("Read timed out");
    }

    @Test
    void partsTheNetwork() throws Exception {
        proxy.pause();
        Future<?> payment = executor.submit(() -> service.pay(7));
        assertThat(payment.isDone()).isFalse();
        proxy.resume();
        payment.get();
    }

    @Test
    void refusesTwoConnections() throws SQLException {
        Fault failing = proxy.on(Trigger.connect()).times(2).reset();
        assertThatThrownBy(dataSource::getConnection).isInstanceOf(SQLException.class);
        assertThatThrownBy(dataSource::getConnection).isInstanceOf(SQLException.class);
        dataSource.getConnection().close();
        assertThat(failing.hits()).isEqualTo(2);
    }

    @Test
    void breaksOneConnectionOfTwo() throws SQLException {
        proxy.link(connection).on(Trigger.commitSent()).cut();
        service.pay(8);
        assertThatThrownBy(() -> service.pay(connection, 7)).isInstanceOf(SQLException.class);
    }

    @Test
    void countsRoundTrips() throws SQLException {
        RoundTrips.on(proxy).exactly(2).statements(1).run(() -> service.pay(connection, 7));
        boolean paid = RoundTrips.on(proxy).atMost(1).call(() -> service.isPaid(connection, 7));
        assertThat(paid).isTrue();
    }

    @Test
    void recordsTrips() throws SQLException {
        try (Recording recording = proxy.record()) {
            service.pay(connection, 7);
            assertThat(recording.trips()).last().extracting(Trip::statements).isEqualTo(List.of("COMMIT"));
            assertThat(recording.traffic().bytesToServer()).isLessThan(500);
        }
    }

    @Test
    void isFarAway() throws SQLException {
        proxy.delay(Duration.ofMillis(1));
        service.pay(7);
        proxy.delay(Duration.ZERO);
    }

    /** The service under test. */
    private static final class Payments {
        interface Connections {
            Connection open() throws SQLException;
        }

        private final Connections connections;

        Payments(Connections connections) {
            this.connections = connections;
        }

        boolean pay(int id) throws SQLException {
            try (Connection connection = connections.open()) {
                return pay(connection, id);
            }
        }

        boolean pay(Connection connection, int id) throws SQLException {
            connection.setAutoCommit(false);
            try (var update = connection.prepareStatement("update payment set paid = true where id = ?")) {
                update.setInt(1, id);
                update.executeUpdate();
            }
            connection.commit();
            connection.setAutoCommit(true);
            return true;
        }

        boolean isPaid(int id) throws SQLException {
            try (Connection connection = connections.open()) {
                return isPaid(connection, id);
            }
        }

        boolean isPaid(Connection connection, int id) throws SQLException {
            try (var select = connection.prepareStatement("select paid from payment where id = ?")) {
                select.setInt(1, id);
                try (var row = select.executeQuery()) {
                    row.next();
                    return row.getBoolean(1);
                }
            }
        }
    }
}
