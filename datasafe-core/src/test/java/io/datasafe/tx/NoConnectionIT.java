package io.datasafe.tx;

import static io.datasafe.test.PooledDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import io.datasafe.event.Event;
import io.datasafe.sqlstate.SqlState;
import io.datasafe.tenant.TenantDatabase;
import io.datasafe.test.PooledDatabase;
import io.datasafe.test.ScriptedDataSource;
import io.datasafe.test.cluster.EmbeddedCluster;
import io.datasafe.test.cluster.PostgresNode;
import io.datasafe.tx.TransactionEvent.Begun;
import io.datasafe.tx.TransactionEvent.Retrying;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No connection is to be had, for each reason there is: what is said, what is waited for, and what is not. */
@Timeout(120)
class NoConnectionIT {
    private static final Retry PATIENT = Retry.upTo(1_000)
            .within(Duration.ofMinutes(2))
            .backoff(Duration.ofMillis(50), Duration.ofMillis(200))
            .budget(RetryBudget.unlimited());

    private final EventLog log = new EventLog();
    private final CountDownLatch refused = new CountDownLatch(1);
    private PooledDatabase db;

    @BeforeEach
    void open() throws SQLException {
        db = PooledDatabase.open(1);
        db.execute("CREATE TABLE item (id int)");
    }

    @AfterEach
    void close() {
        db.close();
    }

    private Transactions on(DataSource dataSource, Retry retry) {
        return Transactions.on(dataSource)
                .retry(retry)
                .listener(this::note)
                .build()
                .named("pay");
    }

    /** Whoever waits for the first refusal does so on a thread of its own: this one is to try again meanwhile. */
    private void note(Event event) {
        log.on(event);
        if (event instanceof Retrying) {
            refused.countDown();
        }
    }

    private CompletableFuture<Void> onceRefused(Throwing cure) {
        return OwnThread.run(() -> {
            try {
                refused.await();
                cure.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @FunctionalInterface
    private interface Throwing {
        void run() throws Exception;
    }

    private static int insert(Tx t) throws SQLException {
        execute(t.connection(), "INSERT INTO item VALUES (1)");
        return t.attempt();
    }

    private static DataSource to(String database, String user, String password) {
        String url = PooledDatabase.cluster().primary().jdbcUrl(database);
        return connecting(() -> DriverManager.getConnection(url, user, password));
    }

    private static DataSource connecting(ScriptedDataSource.ConnectionSupplier source) {
        return ScriptedDataSource.of(source);
    }

    private void expectNoRetry(DataSource dataSource, String sqlState, String advice) {
        Throwable caught = catchThrowable(() -> on(dataSource, PATIENT).run(NoConnectionIT::insert));
        String state = sqlState == null ? "" : " (SQLSTATE " + sqlState + ")";
        assertThat(caught)
                .isExactlyInstanceOf(TransactionException.class)
                .hasMessage("transaction \"pay\" got no connection from its data source" + state + advice);
        assertThat(SqlState.of(caught)).isEqualTo(sqlState);
        assertThat(log.events()).as("nothing begun, nothing retried").isEmpty();
    }

    private void expectOneAttemptThatBegan(int attempt) {
        assertThat(log.of(Begun.class)).containsExactly(new Begun("pay", attempt));
        assertThat(log.gaveUp()).isEmpty();
    }

    @Test
    void s57P03AServerThatShutsDownIsWaitedForUntilItIsBack() throws Exception {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder().start()) {
            PostgresNode server = cluster.primary();
            execute(server.dataSource(), "CREATE TABLE item (id int)");
            Connection last = server.dataSource().getConnection();
            // A smart shutdown: who is in may stay, who comes is refused.
            ProcessHandle postmaster = ProcessHandle.of(server.pid()).orElseThrow();
            postmaster.destroy();
            while (!"57P03".equals(SqlState.of(catchThrowable(() -> execute(server.dataSource(), "SELECT 1"))))) {
                Thread.onSpinWait();
            }
            assertThat(catchThrowable(
                            () -> on(server.dataSource(), Retry.none()).run(NoConnectionIT::insert)))
                    .hasMessage(
                            "transaction \"pay\" got no connection from its data source (SQLSTATE 57P03): the server"
                                    + " is starting up or shutting down");
            log.events().clear();
            CompletableFuture<Void> restarted = onceRefused(() -> {
                last.close();
                postmaster.onExit().join();
                server.start();
            });
            int attempt = on(server.dataSource(), PATIENT).call(NoConnectionIT::insert);
            restarted.join();
            assertThat(log.retries())
                    .hasSize(attempt - 1)
                    .startsWith("57P03 NO_CONNECTION")
                    .allMatch(retry -> retry.endsWith("NO_CONNECTION"));
            expectOneAttemptThatBegan(attempt);
            assertThat(OwnCluster.query(server, "SELECT id FROM item")).containsExactly("1");
        }
    }

    @Test
    void aServerThatWasStoppedBeforeIsWaitedForThroughItsPool() throws Exception {
        try (OwnCluster own = OwnCluster.start(0)) {
            own.primary().stop();
            CompletableFuture<Void> restarted = onceRefused(own.primary()::start);
            int attempt = on(own.pool(), PATIENT).call(NoConnectionIT::insert);
            restarted.join();
            assertThat(log.retries()).hasSize(attempt - 1).allMatch(retry -> retry.endsWith("NO_CONNECTION"));
            expectOneAttemptThatBegan(attempt);
            assertThat(own.query("SELECT id FROM item")).containsExactly("1");
        }
    }

    @Test
    void s08001WhereNobodyListensIsGivenUpOnceTheAttemptsAre() {
        DataSource nowhere = connecting(() -> DriverManager.getConnection("jdbc:postgresql://127.0.0.1:1/", "a", "b"));
        Retry twice = Retry.upTo(2).backoff(Duration.ofNanos(1), Duration.ofNanos(1));
        assertThat(catchThrowable(() -> on(nowhere, twice).run(NoConnectionIT::insert)))
                .hasMessage("transaction \"pay\" got no connection from its data source (SQLSTATE 08001): no server"
                        + " answers. Is it up, and is the data source's address right?");
        assertThat(log.retries()).containsExactly("08001 NO_CONNECTION");
        assertThat(log.gaveUp()).containsExactly("ATTEMPTS after 2: 08001");
        assertThat(log.of(Begun.class)).isEmpty();
    }

    @Test
    void s53300AFullServerIsWaitedFor() throws SQLException {
        try (TenantDatabase limited = TenantDatabase.open()) {
            limited.execute("ALTER ROLE " + limited.service() + " CONNECTION LIMIT 1");
            DataSource full = to(limited.name(), limited.service(), TenantDatabase.PASSWORD);
            try (Connection only = full.getConnection()) {
                assertThat(catchThrowable(() -> on(full, Retry.none()).run(t -> {})))
                        .hasMessage("transaction \"pay\" got no connection from its data source (SQLSTATE 53300): the"
                                + " server has none left. Make the pools smaller, or raise max_connections");
                log.events().clear();
                CompletableFuture<Void> left = onceRefused(only::close);
                int attempt = on(full, PATIENT).call(t -> {
                    execute(t.connection(), "INSERT INTO orders VALUES (1, 'acme')");
                    return t.attempt();
                });
                left.join();
                assertThat(log.retries()).hasSize(attempt - 1).containsOnly("53300 NO_CONNECTION");
                expectOneAttemptThatBegan(attempt);
            }
            assertThat(limited.query("SELECT id FROM orders")).containsExactly("1");
        }
    }

    @Test
    void aPoolThatIsUsedUpIsWaitedFor() throws SQLException {
        db.pool().setConnectionTimeout(250);
        try (Connection only = db.pool().getConnection()) {
            assertThat(only.isValid(1)).isTrue();
            assertThat(catchThrowable(() -> on(db.pool(), Retry.none()).run(NoConnectionIT::insert)))
                    .hasMessage("transaction \"pay\" got no connection from its data source: all of them are in use."
                            + " Hold each for a shorter time, or make the pool larger");
            log.events().clear();
            CompletableFuture<Void> givenBack = onceRefused(only::close);
            int attempt = on(db.pool(), PATIENT).call(NoConnectionIT::insert);
            givenBack.join();
            assertThat(log.retries()).hasSize(attempt - 1).containsOnly("null NO_CONNECTION");
            expectOneAttemptThatBegan(attempt);
        }
        assertThat(db.query("SELECT id FROM item")).containsExactly("1");
    }

    @Test
    void whatNoWaitingCuresIsSaidAtOnce() throws SQLException {
        try (TenantDatabase locked = TenantDatabase.open()) {
            expectNoRetry(
                    to("no_such_database", locked.service(), TenantDatabase.PASSWORD),
                    "3D000",
                    ": the server has no database of this name. Correct the data source's");
            expectNoRetry(
                    to(locked.name(), locked.service(), "wrong"),
                    "28P01",
                    ": the server refuses the user or the password. Correct the data source's");
            locked.execute("REVOKE CONNECT ON DATABASE " + locked.name() + " FROM PUBLIC");
            expectNoRetry(to(locked.name(), locked.service(), TenantDatabase.PASSWORD), "42501", "");
        }
        HikariDataSource closed = db.pool();
        closed.close();
        expectNoRetry(closed, null, "");
    }
}
