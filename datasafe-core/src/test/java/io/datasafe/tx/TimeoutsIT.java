package io.datasafe.tx;

import static io.datasafe.test.PooledDatabase.execute;
import static io.datasafe.test.PooledDatabase.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.datasafe.sqlstate.SqlState;
import io.datasafe.test.PooledDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What each bound does to a transaction that outlasts it. None of it is run again: it would take as long again. */
@Timeout(60)
class TimeoutsIT {
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final String SETTINGS = "SELECT name || '=' || setting FROM pg_settings WHERE name IN"
            + " ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout')"
            + " AND setting <> '0' ORDER BY name";

    private final EventLog log = new EventLog();
    private final List<String> sessions = new ArrayList<>();
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

    private Transactions on(DataSource dataSource, Timeouts timeouts) {
        return Transactions.on(dataSource).timeouts(timeouts).listener(log).build();
    }

    private Transactions with(Timeouts timeouts) {
        return on(db.pool(), timeouts);
    }

    private Tx insert(Tx t) throws SQLException {
        sessions.addAll(query(t.connection(), "SELECT pg_backend_pid()"));
        execute(t.connection(), "INSERT INTO item VALUES (1)");
        return t;
    }

    private static void sleep(Tx t) throws SQLException {
        execute(t.connection(), "SELECT pg_sleep(60)");
    }

    private void awaitEndOfSession() throws SQLException {
        try (Connection connection = db.database().dataSource().getConnection()) {
            while (!query(connection, "SELECT 1 FROM pg_stat_activity WHERE pid = " + sessions.get(0))
                    .isEmpty()) {
                Thread.onSpinWait();
            }
        }
    }

    private void expect(Throwable caught, String sqlState, boolean sessionLives) throws SQLException {
        assertThat(SqlState.of(caught)).as(caught.toString()).isEqualTo(sqlState);
        assertThat(sessions).as("one run").hasSize(1);
        assertThat(log.retries()).isEmpty();
        assertThat(db.query("SELECT id FROM item")).isEmpty();
        try (Connection next = db.pool().getConnection()) {
            assertThat(query(next, SETTINGS))
                    .as("nothing is left of the bounds")
                    .isEmpty();
            assertThat(query(next, "SELECT pg_backend_pid()").equals(sessions)).isEqualTo(sessionLives);
        }
    }

    @Test
    void s57014AStatementThatTakesTooLongEndsAloneAndTheTransactionWithIt() throws SQLException {
        Throwable caught =
                catchThrowable(() -> with(Timeouts.none().statement(SHORT)).run(t -> sleep(insert(t))));
        expect(caught, "57014", true);
    }

    @Test
    void s55P03AWaitForALockThatTakesTooLong() throws SQLException {
        try (Connection holder = db.database().dataSource().getConnection()) {
            holder.setAutoCommit(false);
            execute(holder, "LOCK TABLE item IN ACCESS EXCLUSIVE MODE");
            Throwable caught = catchThrowable(
                    () -> with(Timeouts.none().statement(Duration.ofSeconds(30)).lock(SHORT))
                            .run(this::insert));
            holder.rollback();
            expect(caught, "55P03", true);
        }
    }

    @Test
    void s25P03WorkThatIsIdleForTooLongLosesItsSession() throws SQLException {
        Throwable met = catchThrowable(() -> with(Timeouts.none().idle(SHORT)).run(t -> {
            insert(t);
            awaitEndOfSession();
            execute(t.connection(), "SELECT 1");
        }));
        expect(met, "25P03", false);
    }

    @Test
    void s25P03AtCommitIsNoUnknownOutcome() throws SQLException {
        Throwable atCommit =
                catchThrowable(() -> with(Timeouts.none().idle(SHORT)).run(t -> {
                    insert(t);
                    awaitEndOfSession();
                }));
        assertThat(atCommit).isExactlyInstanceOf(TransactionException.class).hasMessageContaining("was rolled back");
        expect(atCommit, "25P03", false);
    }

    @Nested
    class WholeTransactionByTheServer {
        @BeforeEach
        void needsTransactionTimeout() {
            assumeTrue(PooledDatabase.cluster().version().major() >= 17, "transaction_timeout is of PostgreSQL 17");
        }

        @Test
        void isOneSetting() throws SQLException {
            assertThat(with(Timeouts.none().transaction(Duration.ofSeconds(30)))
                            .<List<String>, SQLException>call(t -> query(t.connection(), SETTINGS)))
                    .containsExactly("transaction_timeout=30000");
        }

        @Test
        void s25P04EndsAStatement() throws SQLException {
            Throwable caught = catchThrowable(
                    () -> with(Timeouts.none().transaction(SHORT)).run(t -> sleep(insert(t))));
            expect(caught, "25P04", false);
        }

        @Test
        void s25P04EndsManyShortOnes() throws SQLException {
            Throwable caught = catchThrowable(
                    () -> with(Timeouts.none().statement(Duration.ofSeconds(30)).transaction(SHORT))
                            .run(t -> forEver(insert(t))));
            expect(caught, "25P04", false);
        }

        @Test
        void s25P04EndsAnIdleOne() throws SQLException {
            Throwable caught = catchThrowable(() -> with(Timeouts.none().transaction(SHORT))
                    .run(t -> {
                        insert(t);
                        awaitEndOfSession();
                        execute(t.connection(), "SELECT 1");
                    }));
            expect(caught, "25P04", false);
        }
    }

    private static void forEver(Tx t) throws SQLException {
        while (true) {
            execute(t.connection(), "SELECT 1");
        }
    }

    /** PostgreSQL 15 and 16, or a newer one under their number. */
    @Nested
    class WholeTransactionByThisSide {
        private Transactions older(Timeouts timeouts) {
            return on(OlderServer.on(db.pool(), 16), timeouts);
        }

        @Test
        void isABoundOnEachStatementAndOnEachPause() throws SQLException {
            Timeouts whole = Timeouts.none().transaction(Duration.ofSeconds(30));
            assertThat(older(whole).<List<String>, SQLException>call(t -> query(t.connection(), SETTINGS)))
                    .containsExactly("idle_in_transaction_session_timeout=30000", "statement_timeout=30000");
            Timeouts shorter = whole.statement(Duration.ofSeconds(40)).idle(Duration.ofSeconds(20));
            assertThat(older(shorter).<List<String>, SQLException>call(t -> query(t.connection(), SETTINGS)))
                    .containsExactly("idle_in_transaction_session_timeout=20000", "statement_timeout=30000");
        }

        @Test
        void s57014EndsAStatement() throws SQLException {
            Throwable caught = catchThrowable(
                    () -> older(Timeouts.none().transaction(SHORT)).run(t -> sleep(insert(t))));
            expect(caught, "57014", true);
        }

        @Test
        void aStatementThatComesTooLateIsNotSent() throws SQLException {
            Throwable caught = catchThrowable(
                    () -> older(Timeouts.none().transaction(SHORT)).run(t -> forEver(insert(t))));
            assertThat(caught)
                    .isInstanceOf(SQLTimeoutException.class)
                    .hasMessage("Timeouts.transaction(PT0.4S) of transaction \"transaction\" has passed: the statement"
                            + " was not sent");
            expect(caught, "57014", true);
        }

        @Test
        void anIdleOneLosesItsSession() throws SQLException {
            Throwable caught = catchThrowable(() -> older(Timeouts.none().transaction(SHORT))
                    .run(t -> {
                        insert(t);
                        awaitEndOfSession();
                        execute(t.connection(), "SELECT 1");
                    }));
            // The server has ended it by the idle bound, and the next statement is too late in any case.
            expect(caught, "57014", false);
        }

        @Test
        void workThatIsDoneTooLateIsNotCommitted() throws SQLException {
            Throwable caught = catchThrowable(() -> older(Timeouts.none().transaction(SHORT))
                    .run(t -> {
                        insert(t);
                        catchThrowable(() -> t.runSavepoint(TimeoutsIT::forEver));
                    }));
            assertThat(caught)
                    .isInstanceOf(DeadlineExceededException.class)
                    .hasMessageStartingWith("transaction \"transaction\" was rolled back: Timeouts.transaction(PT0.4S)"
                            + " had passed when its work was done");
            expect(caught, null, true);
        }

        @Test
        void aDeadlineThatComesFirstCounts() throws SQLException {
            List<String> settings = older(Timeouts.none().transaction(Duration.ofHours(1)))
                    .deadline(Duration.ofMinutes(1))
                    .call(t -> query(t.connection(), SETTINGS));
            assertThat(settings)
                    .hasSize(2)
                    .allSatisfy(setting -> assertThat(millis(setting)).isBetween(1L, 60_000L));
        }
    }

    private static long millis(String setting) {
        return Long.parseLong(setting.substring(setting.indexOf('=') + 1));
    }

    @Test
    void theDeadlineIsWhatTheServerIsTold() throws SQLException {
        List<String> settings = with(Timeouts.none()
                        .statement(Duration.ofHours(1))
                        .lock(Duration.ofMillis(700))
                        .idle(Duration.ofSeconds(7)))
                .deadline(Duration.ofMinutes(1))
                .call(t -> query(t.connection(), SETTINGS));
        assertThat(settings)
                .contains("idle_in_transaction_session_timeout=7000", "lock_timeout=700")
                .anySatisfy(setting -> assertThat(setting).startsWith("statement_timeout="))
                .allSatisfy(setting -> assertThat(millis(setting)).isBetween(1L, 60_000L));
    }

    @Test
    void whatIsLeftOfTheDeadlineBoundsEachLaterStatement() throws SQLException {
        Transactions hour = with(Timeouts.none()).deadline(Duration.ofHours(1));
        hour.run(t -> {
            assertThat(boundOfNext(t.connection(), 0)).isBetween(60, 3_600);
            int joined = hour.deadline(Duration.ofSeconds(30)).call(s -> boundOfNext(s.connection(), 0));
            assertThat(joined).isBetween(1, 30);
            assertThat(boundOfNext(t.connection(), 0))
                    .as("after the joined part")
                    .isBetween(60, 3_600);
            assertThat(boundOfNext(t.connection(), 7)).as("its own, shorter").isEqualTo(7);
            assertThat(boundOfNext(t.connection(), 9_000)).as("its own, longer").isBetween(60, 3_600);
        });
    }

    private static int boundOfNext(Connection connection, int own) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT 1")) {
            statement.setQueryTimeout(own);
            statement.execute();
            return statement.unwrap(org.postgresql.PGStatement.class) instanceof Statement driver
                    ? driver.getQueryTimeout()
                    : -1;
        }
    }

    @Test
    void s57014ByWhatIsLeftOfTheDeadline() throws SQLException {
        Transactions tx = with(Timeouts.none());
        Throwable caught = catchThrowable(() -> tx.run(t -> {
            insert(t);
            // Joined, the deadline is not the server's to keep: nothing but the statement's own bound ends it.
            tx.deadline(SHORT).run(TimeoutsIT::sleep);
        }));
        expect(caught, "57014", true);
    }

    @Test
    void aStatementAfterTheDeadlineIsNotSent() throws SQLException {
        Transactions tx = with(Timeouts.none());
        Throwable caught = catchThrowable(() -> tx.run(t -> {
            insert(t);
            tx.deadline(SHORT).run(s -> {
                try (Statement statement = s.connection().createStatement()) {
                    while (!((TxScope) s).deadline().hasPassed()) {
                        Thread.onSpinWait();
                    }
                    statement.execute("INSERT INTO no_such_table VALUES (1)");
                }
            });
        }));
        assertThat(caught)
                .isInstanceOf(SQLTimeoutException.class)
                .hasMessageStartingWith("deadline(PT0.4S) of transaction")
                .hasMessageEndingWith("has passed: the statement was not sent");
        expect(caught, "57014", true);
    }
}
