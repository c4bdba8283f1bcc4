package io.datasafe.test.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datasafe.test.DatasafeExtension;
import io.datasafe.test.ThroughProxy;
import io.datasafe.test.proxy.Client.Pending;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;

/** The proxy as a network: ports, partitions, delay, bulk, encryption, cancelling, and its own end. */
@ExtendWith(DatasafeExtension.class)
class NetworkIT {
    @Test
    void refusesNewConnectionsAndKeepsTheOldOnes(FaultProxy proxy, @ThroughProxy DataSource through)
            throws SQLException {
        try (Client client = new Client(through.getConnection())) {
            proxy.refuse();
            proxy.refuse();
            assertThatThrownBy(through::getConnection).hasRootCauseInstanceOf(ConnectException.class);
            assertThat(client.number("select 1")).isEqualTo(1);
            proxy.accept();
            proxy.accept();
            through.getConnection().close();
        }
    }

    @Test
    void letsNothingFlowWhilePausedAndEverythingAfterwards(FaultProxy proxy, @ThroughProxy DataSource through)
            throws SQLException {
        try (Client client = new Client(through.getConnection())) {
            proxy.pause();
            Traffic before = proxy.traffic();
            Pending query = client.later("select 1");
            Pending connecting =
                    Client.inBackground(() -> through.getConnection().close());
            assertThat(query.isDone()).isFalse();
            assertThat(connecting.isDone()).isFalse();
            assertThat(proxy.traffic().since(before).bytesToClient()).isZero();
            proxy.resume();
            query.join();
            connecting.join();
        }
    }

    @Test
    void cutsAConnectionThatIsPaused(FaultProxy proxy, @ThroughProxy DataSource through) throws SQLException {
        try (Client client = new Client(through.getConnection())) {
            Recording recording = proxy.record();
            proxy.pause();
            Pending query = client.later("select 1");
            proxy.cutAll();
            assertThatThrownBy(query::join).isInstanceOf(SQLException.class);
            assertThat(recording.traffic().bytesToClient()).isZero();
            recording.close();
        }
    }

    @Test
    void resetsAllAndTakesNewOnes(FaultProxy proxy, @ThroughProxy DataSource through) throws SQLException {
        try (Client one = new Client(through.getConnection());
                Client two = new Client(through.getConnection())) {
            assertThat(proxy.links()).hasSize(2).allMatch(Link::isOpen);
            proxy.resetAll();
            assertThatThrownBy(() -> one.run("select 1")).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> two.run("select 1")).isInstanceOf(SQLException.class);
            assertThat(proxy.links()).isEmpty();
            through.getConnection().close();
        }
    }

    @Test
    void healsEverything(FaultProxy proxy, @ThroughProxy DataSource through) throws SQLException {
        try (Client client = new Client(through.getConnection())) {
            Fault cut = proxy.on(Trigger.statement()).skip(1).always().cut();
            Hold hold = proxy.on(Trigger.statement()).hold();
            Pending held = client.later("select 1");
            hold.await();
            proxy.delay(Duration.ofHours(1));
            proxy.pause();
            proxy.refuse();
            proxy.heal();
            held.join();
            client.run("select 2");
            through.getConnection().close();
            assertThat(cut.hits()).isZero();
        }
    }

    @Test
    void delaysWithoutThrottling(FaultProxy proxy, @ThroughProxy DataSource through) throws SQLException {
        try (Client client = new Client(through.getConnection())) {
            proxy.delay(Duration.ofMillis(1), Duration.ofMillis(2));
            assertThat(client.text("select repeat('x', 50000000)")).hasSize(50_000_000);
            proxy.delay(Duration.ZERO);
            assertThat(client.number("select 1")).isEqualTo(1);
        }
    }

    @Test
    void streamsLargeMessagesBothWays(FaultProxy proxy, @ThroughProxy DataSource through) throws SQLException {
        byte[] large = new byte[40_000_000];
        try (Client client = new Client(through.getConnection());
                var statement = client.connection().prepareStatement("select ?::bytea")) {
            large[large.length - 1] = 7;
            statement.setBytes(1, large);
            try (var rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getBytes(1)).isEqualTo(large);
            }
            Traffic traffic = proxy.link(client.connection()).traffic();
            assertThat(traffic.bytesToServer()).isGreaterThan(large.length);
            assertThat(traffic.bytesToClient()).isGreaterThan(large.length);
        }
    }

    @Test
    void passesCancelRequests(FaultProxy proxy, @ThroughProxy DataSource through) throws SQLException {
        try (Client client = new Client(through.getConnection());
                var statement = client.connection().createStatement();
                Client observer = new Client(through.getConnection())) {
            Pending sleeping = Client.inBackground(() -> statement.execute("select pg_sleep(1000)"));
            // A cancel that comes before the server is at it does nothing, and the driver sends but one.
            while (!sleeps(observer)) {
                Thread.onSpinWait();
            }
            long connects = proxy.traffic().connects();
            statement.cancel();
            assertThatThrownBy(sleeping::join)
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
            assertThat(proxy.traffic().connects()).isEqualTo(connects);
        }
    }

    private static boolean sleeps(Client observer) throws SQLException {
        try (var statement = observer.connection().createStatement();
                var rows = statement.executeQuery("select 1 from pg_stat_activity where wait_event = 'PgSleep'")) {
            return rows.next();
        }
    }

    @Test
    void answersThatThereIsNoEncryption(FaultProxy proxy, @ThroughProxy DataSource through) throws SQLException {
        for (String mode : List.of("disable", "allow", "prefer")) {
            Urls.connect(proxy, through, "sslmode=" + mode).close();
        }
        Urls.connect(proxy, through, "gssEncMode=prefer").close();
        assertThatThrownBy(() -> Urls.connect(proxy, through, "sslmode=require"))
                .hasMessageContaining("does not support SSL");
    }

    @Test
    void saysThatItReadsPlainTextOnly(FaultProxy proxy) throws Exception {
        try (Socket socket = new Socket(proxy.host(), proxy.port())) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(answer(socket.getInputStream())).contains("08P01", "in plain text only");
        }
    }

    @Test
    void tellsClientsThatTheTargetIsGone(DataSource like) throws Exception {
        ServerSocket target = new ServerSocket(0);
        try (FaultProxy proxy = FaultProxy.start("127.0.0.1", target.getLocalPort())) {
            target.close();
            assertThatThrownBy(() -> Urls.connect(proxy, like, "sslmode=prefer"))
                    .hasMessageContaining("The fault proxy cannot reach its target")
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"));
        }
    }

    @Test
    void knowsWhichLinkIsWhose(FaultProxy proxy, @ThroughProxy DataSource through, DataSource direct)
            throws SQLException {
        try (Client one = new Client(through.getConnection());
                Client two = new Client(through.getConnection());
                Client outside = new Client(direct.getConnection())) {
            Link link = proxy.link(two.connection());
            assertThat(link.id()).isEqualTo(2);
            assertThat(link.backendPid()).isEqualTo((int) two.number("select pg_backend_pid()"));
            assertThat(link.user()).isEqualTo("postgres");
            assertThat(link.database()).isEqualTo(two.text("select current_database()"));
            assertThat(link).hasToString("#2 postgres@" + link.database() + " (backend " + link.backendPid() + ")");
            assertThat(link.inTransaction()).isFalse();
            two.begin().run("select 1");
            assertThat(link.inTransaction()).isTrue();
            two.connection().rollback();
            assertThat(link.inTransaction()).isFalse();
            assertThatThrownBy(() -> proxy.link(outside.connection()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("does not go through");
            assertThat(proxy.link(one.connection()).id()).isEqualTo(1);
        }
    }

    @Test
    void endsAllThreadsAndConnections(FaultProxy healthy, @ThroughProxy DataSource through) throws SQLException {
        FaultProxy proxy = FaultProxy.on(healthy.host(), healthy.port())
                .delay(Duration.ofMillis(1))
                .start();
        int port = proxy.port();
        Client client = new Client(Urls.connect(proxy, through, PGProperty.TCP_KEEP_ALIVE.getName() + "=true"));
        Hold hold = proxy.on(Trigger.statement()).hold();
        Pending held = client.later("select 1");
        hold.await();
        assertThat(threads(port)).isNotEmpty();
        proxy.close();
        proxy.close();
        assertThat(threads(port)).isEmpty();
        assertThatThrownBy(held::join).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> new Socket("127.0.0.1", port)).isInstanceOf(ConnectException.class);
        assertThatThrownBy(() -> proxy.on(Trigger.statement()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("(closed)");
        assertThatThrownBy(proxy::record).isInstanceOf(IllegalStateException.class);
        client.close();
    }

    @Test
    void leavesNothingOfAConnectionThatHasEnded(FaultProxy proxy, @ThroughProxy DataSource through)
            throws SQLException {
        for (int i = 0; i < 5; i++) {
            through.getConnection().close();
        }
        Client last = new Client(through.getConnection());
        Pending ended = Client.inBackground(() -> {
            while (proxy.links().size() > 1) {
                last.run("select 1");
            }
        });
        ended.join();
        assertThat(proxy.links())
                .singleElement()
                .satisfies(link -> assertThat(link.id()).isEqualTo(6));
        last.close();
    }

    @Test
    void survivesAClientThatDoesNotRead(FaultProxy proxy, @ThroughProxy DataSource through) throws SQLException {
        try (Client slow = new Client(through.getConnection());
                Client other = new Client(through.getConnection())) {
            PGConnection copying = slow.connection().unwrap(PGConnection.class);
            var copy = copying.getCopyAPI()
                    .copyOut("copy (select repeat('x', 1000) from generate_series(1, 50000)) to stdout");
            assertThat(other.number("select 1")).isEqualTo(1);
            long rows = 0;
            while (copy.readFromCopy() != null) {
                rows++;
            }
            assertThat(rows).isEqualTo(50_000);
        }
    }

    private static String answer(InputStream in) throws Exception {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    private static List<String> threads(int port) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("datasafe-proxy-" + port + "-"))
                .toList();
    }
}
