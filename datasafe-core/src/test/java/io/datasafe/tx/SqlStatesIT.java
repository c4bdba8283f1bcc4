package io.datasafe.tx;

import static io.datasafe.test.PooledDatabase.execute;
import static io.datasafe.test.PooledDatabase.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.datasafe.sqlstate.SqlState;
import io.datasafe.test.PooledDatabase;
import io.datasafe.tx.TransactionEvent.RolledBack;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each SQLSTATE that a living server answers with: whether the work is run again, and in what state its connection is left. */
@Timeout(60)
class SqlStatesIT {
    private static final Retry FAST = Retry.upTo(4)
            .within(Duration.ofMinutes(1))
            .backoff(Duration.ofNanos(1), Duration.ofNanos(1))
            .budget(RetryBudget.unlimited());

    private final EventLog log = new EventLog();
    private final List<String> sessions = new ArrayList<>();
    private PooledDatabase db;

    @BeforeEach
    void open() throws SQLException {
        db = PooledDatabase.open(1);
        db.execute("CREATE TABLE item (id int PRIMARY KEY, value int NOT NULL DEFAULT 0)");
        db.execute("INSERT INTO item VALUES (1, 0), (2, 0)");
    }

    @AfterEach
    void close() {
        db.close();
    }

    private Transactions on(Retry retry) {
        return Transactions.on(db.pool()).retry(retry).listener(log).build();
    }

    private Transactions on(Retry retry, Timeouts timeouts) {
        return Transactions.on(db.pool())
                .retry(retry)
                .timeouts(timeouts)
                .listener(log)
                .build();
    }

    /** Counts the runs, each with the session it ran on. */
    private void count(Tx t) throws SQLException {
        sessions.addAll(query(t.connection(), "SELECT pg_backend_pid()"));
    }

    private static String state(Throwable failure) {
        return String.valueOf(SqlState.of(failure));
    }

    private void expectOneRunOnASessionThatLives() throws SQLException {
        assertThat(sessions).hasSize(1);
        assertThat(log.retries()).isEmpty();
        assertThat(log.gaveUp()).isEmpty();
        assertThat(log.of(RolledBack.class)).hasSize(1);
        try (Connection connection = db.pool().getConnection()) {
            assertThat(query(connection, "SELECT pg_backend_pid()")).isEqualTo(sessions);
        }
    }

    @Test
    void s40001AtAStatementIsRunAgain() throws SQLException {
        on(FAST).repeatableRead().run(t -> {
            count(t);
            if (t.attempt() == 1) {
                db.execute("UPDATE item SET value = 10 WHERE id = 1");
            }
            execute(t.connection(), "UPDATE item SET value = value + 1 WHERE id = 1");
        });
        assertThat(sessions).hasSize(2);
        assertThat(sessions.get(1)).as("the session lives").isEqualTo(sessions.get(0));
        assertThat(log.retries()).containsExactly("40001 CONFLICT");
        assertThat(db.query("SELECT value FROM item WHERE id = 1")).containsExactly("11");
    }

    @Test
    void s40001AtCommitIsRunAgain() throws SQLException {
        on(FAST).serializable().run(t -> {
            count(t);
            query(t.connection(), "SELECT sum(value) FROM item");
            execute(t.connection(), "UPDATE item SET value = value + 1 WHERE id = 1");
            if (t.attempt() == 1) {
                skewWith(2);
            }
        });
        assertThat(sessions).hasSize(2);
        assertThat(log.retries()).containsExactly("40001 CONFLICT");
        assertThat(log.of(RolledBack.class).get(0).cause())
                .isInstanceOf(TransactionException.class)
                .hasMessageContaining("the server refused COMMIT (SQLSTATE 40001)");
        assertThat(db.query("SELECT sum(value) FROM item")).containsExactly("2");
    }

    /** A transaction that reads what ours writes and writes what ours reads, and commits first. */
    private void skewWith(int id) throws SQLException {
        try (Connection other = db.database().dataSource().getConnection()) {
            other.setAutoCommit(false);
            execute(other, "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE");
            query(other, "SELECT sum(value) FROM item");
            execute(other, "UPDATE item SET value = value + 1 WHERE id = " + id);
            other.commit();
        }
    }

    @Test
    void s40001OfASwallowedStatementIsFoundAtCommitAndThrownAsASilentRollback() {
        Throwable caught = catchThrowable(() -> on(FAST).repeatableRead().run(t -> {
            count(t);
            db.execute("UPDATE item SET value = value + 1 WHERE id = 1");
            catchThrowable(() -> execute(t.connection(), "UPDATE item SET value = 7 WHERE id = 1"));
        }));
        assertThat(caught).isInstanceOf(SilentRollbackException.class);
        assertThat(sessions).as("nobody knows that it was a conflict").hasSize(1);
    }

    @Test
    void s40P01IsRunAgainForItsVictim() throws Exception {
        CyclicBarrier bothHoldOne = new CyclicBarrier(2);
        CountDownLatch oneIsThrough = new CountDownLatch(1);
        AtomicInteger runs = new AtomicInteger();
        try (PooledDatabase two = PooledDatabase.open(2)) {
            two.execute("CREATE TABLE item AS SELECT g AS id, 0 AS value FROM generate_series(1, 2) g");
            Transactions tx =
                    Transactions.on(two.pool()).retry(FAST).listener(log).build();
            CompletableFuture<Void> other = OwnThread.run(() -> lockBoth(tx, 2, 1, bothHoldOne, oneIsThrough, runs));
            lockBoth(tx, 1, 2, bothHoldOne, oneIsThrough, runs);
            other.join();
            assertThat(two.query("SELECT value FROM item")).containsExactly("2", "2");
        }
        assertThat(runs).hasValue(3);
        assertThat(log.retries()).containsExactly("40P01 CONFLICT");
    }

    private static void lockBoth(
            Transactions tx,
            int first,
            int second,
            CyclicBarrier bothHoldOne,
            CountDownLatch oneIsThrough,
            AtomicInteger runs) {
        try {
            tx.<Exception>run(t -> {
                runs.incrementAndGet();
                if (t.attempt() > 1) {
                    oneIsThrough.await();
                }
                execute(t.connection(), "UPDATE item SET value = value + 1 WHERE id = " + first);
                if (t.attempt() == 1) {
                    bothHoldOne.await();
                }
                execute(t.connection(), "UPDATE item SET value = value + 1 WHERE id = " + second);
            });
            oneIsThrough.countDown();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void s23505AtAStatementIsNot() throws SQLException {
        Throwable caught = catchThrowable(() -> on(FAST).run(t -> {
            count(t);
            execute(t.connection(), "INSERT INTO item VALUES (1)");
        }));
        assertThat(caught).isInstanceOf(SQLException.class);
        assertThat(state(caught)).isEqualTo("23505");
        expectOneRunOnASessionThatLives();
    }

    @Test
    void s23505IsForWhoLooksBeforeItInsertsAndAsksForIt() throws SQLException {
        on(FAST.also("23505")).run(t -> {
            count(t);
            boolean there =
                    !query(t.connection(), "SELECT 1 FROM item WHERE id = 3").isEmpty();
            if (!there) {
                // Somebody is faster.
                db.execute("INSERT INTO item VALUES (3)");
                execute(t.connection(), "INSERT INTO item VALUES (3)");
            }
        });
        assertThat(sessions).hasSize(2);
        assertThat(log.retries()).containsExactly("23505 ASKED");
    }

    @Test
    void s23505AtCommitIsADefiniteRollback() throws SQLException {
        db.execute("CREATE TABLE seat (id int UNIQUE DEFERRABLE INITIALLY DEFERRED)");
        db.execute("INSERT INTO seat VALUES (1)");
        Throwable caught = catchThrowable(() -> on(FAST).run(t -> {
            count(t);
            execute(t.connection(), "INSERT INTO seat VALUES (1)");
        }));
        assertThat(caught)
                .isExactlyInstanceOf(TransactionException.class)
                .hasMessage("transaction \"transaction\" was rolled back: the server refused COMMIT (SQLSTATE 23505)");
        expectOneRunOnASessionThatLives();
        assertThat(db.query("SELECT id FROM seat")).hasSize(1);
        on(FAST.also("23505")).run(t -> {
            if (t.attempt() == 2) {
                db.execute("DELETE FROM seat");
            }
            execute(t.connection(), "INSERT INTO seat VALUES (1)");
        });
        assertThat(log.retries()).containsExactly("23505 ASKED");
    }

    @Test
    void s55P03OfEitherKindIsForWhoAsksForIt() throws SQLException {
        Timeouts impatient = Timeouts.none().lock(Duration.ofMillis(1));
        for (String sql :
                List.of("SELECT 1 FROM item WHERE id = 1 FOR UPDATE NOWAIT", "DELETE FROM item WHERE id = 1")) {
            sessions.clear();
            log.events().clear();
            try (Connection holder = db.database().dataSource().getConnection()) {
                holder.setAutoCommit(false);
                execute(holder, "SELECT 1 FROM item WHERE id = 1 FOR UPDATE");
                Throwable caught = catchThrowable(() -> on(FAST, impatient).run(t -> {
                    count(t);
                    execute(t.connection(), sql);
                }));
                assertThat(state(caught)).isEqualTo("55P03");
                expectOneRunOnASessionThatLives();
                on(FAST.also("55P03"), impatient).run(t -> {
                    if (t.attempt() == 3) {
                        holder.rollback();
                    }
                    execute(t.connection(), sql);
                });
                assertThat(log.retries()).containsExactly("55P03 ASKED", "55P03 ASKED");
            }
        }
        log.events().clear();
        try (Connection holder = db.database().dataSource().getConnection()) {
            holder.setAutoCommit(false);
            execute(holder, "LOCK TABLE item");
            catchThrowable(() -> on(FAST.also("55P03"), impatient)
                    .run(t -> execute(t.connection(), "DELETE FROM item WHERE id = 1")));
            assertThat(log.gaveUp()).containsExactly("ATTEMPTS after 4: 55P03");
        }
    }

    @Test
    void s57014OfEachKindIsNot() throws SQLException {
        Throwable byTimeout = catchThrowable(() -> on(FAST, Timeouts.none().statement(Duration.ofMillis(20)))
                .run(t -> {
                    count(t);
                    execute(t.connection(), "SELECT pg_sleep(60)");
                }));
        assertThat(state(byTimeout)).isEqualTo("57014");
        expectOneRunOnASessionThatLives();

        sessions.clear();
        log.events().clear();
        Throwable byDriver = catchThrowable(() -> on(FAST).run(t -> {
            count(t);
            try (Statement statement = t.connection().createStatement()) {
                statement.setQueryTimeout(1);
                statement.execute("SELECT pg_sleep(60)");
            }
        }));
        assertThat(state(byDriver)).isEqualTo("57014");
        expectOneRunOnASessionThatLives();

        sessions.clear();
        log.events().clear();
        Throwable byHand = catchThrowable(() -> on(FAST).run(t -> {
            count(t);
            execute(t.connection(), "SELECT pg_cancel_backend(pg_backend_pid()), pg_sleep(60)");
        }));
        assertThat(state(byHand)).isEqualTo("57014");
        expectOneRunOnASessionThatLives();
    }

    @Test
    void s25P02IsNever() throws SQLException {
        Throwable caught = catchThrowable(() -> on(FAST).run(t -> {
            count(t);
            catchThrowable(() -> execute(t.connection(), "SELECT 1/0"));
            execute(t.connection(), "SELECT 1");
        }));
        assertThat(state(caught)).isEqualTo("25P02");
        expectOneRunOnASessionThatLives();
    }

    @Test
    void s25006OfATransactionThatSaidSoIsNot() throws SQLException {
        Throwable caught = catchThrowable(() -> on(FAST).readOnly().run(t -> {
            count(t);
            execute(t.connection(), "DELETE FROM item");
        }));
        assertThat(state(caught)).isEqualTo("25006");
        expectOneRunOnASessionThatLives();
    }

    @Test
    void s25006OfAPoolOfReadOnlyConnectionsIsNoStandbys() throws SQLException {
        try (PooledDatabase readers = PooledDatabase.open(config -> {
            config.setReadOnly(true);
            config.setMaximumPoolSize(1);
        })) {
            Throwable caught = catchThrowable(() -> Transactions.on(readers.pool())
                    .listener(log)
                    .build()
                    .run(t -> {
                        count(t);
                        execute(t.connection(), "CREATE TABLE item (id int)");
                    }));
            assertThat(state(caught)).isEqualTo("25006");
            assertThat(sessions).hasSize(1);
            try (Connection connection = readers.pool().getConnection()) {
                assertThat(query(connection, "SELECT pg_backend_pid()")).isEqualTo(sessions);
            }
        }
        assertThat(log.retries()).isEmpty();
    }

    @Test
    void whatTheWorkWrapsIsFoundBehindItsWrapping() throws SQLException {
        on(FAST).repeatableRead().run(t -> {
            count(t);
            if (t.attempt() == 1) {
                db.execute("UPDATE item SET value = 10 WHERE id = 1");
            }
            try {
                execute(t.connection(), "UPDATE item SET value = value + 1 WHERE id = 1");
            } catch (SQLException e) {
                throw new IllegalStateException("wrapped", new RuntimeException(e));
            }
        });
        assertThat(log.retries()).containsExactly("40001 CONFLICT");
    }

    @Test
    void whatIsNoSqlErrorIsNot() {
        for (Throwable thrown : List.of(
                new IllegalStateException(), new InterruptedException(), new StackOverflowError(), new Error())) {
            assertThat(catchThrowable(() -> on(FAST).run(t -> {
                        count(t);
                        SqlStatesIT.<RuntimeException>sneak(thrown);
                    })))
                    .isSameAs(thrown);
        }
        assertThat(sessions).hasSize(4);
        assertThat(log.retries()).isEmpty();
        assertThat(log.gaveUp()).isEmpty();
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> void sneak(Throwable thrown) throws X {
        throw (X) thrown;
    }
}
