package io.datasafe.tx;

import static io.datasafe.test.PooledDatabase.execute;
import static io.datasafe.test.PooledDatabase.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.datasafe.sqlstate.SqlState;
import io.datasafe.test.PooledDatabase;
import io.datasafe.test.ScriptedDataSource;
import io.datasafe.test.proxy.Hold;
import io.datasafe.test.proxy.Trigger;
import io.datasafe.tx.TransactionEvent.Resolved;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sessions that end inside a transaction: the phase decides what is known, and what the server meant by it whether there is another attempt. */
@Timeout(60)
class LostSessionsIT {
    private final EventLog log = new EventLog();
    private final List<String> sessions = new ArrayList<>();
    private PooledDatabase db;
    private Transactions tx;

    @BeforeEach
    void open() throws SQLException {
        db = PooledDatabase.open(2);
        db.execute("CREATE TABLE item (id int)");
        tx = Transactions.on(db.pool())
                .retry(Retry.upTo(4)
                        .within(Duration.ofMinutes(1))
                        .backoff(Duration.ofNanos(1), Duration.ofNanos(1))
                        .budget(RetryBudget.unlimited()))
                .listener(log)
                .build();
    }

    @AfterEach
    void close() {
        db.close();
    }

    private String insert(Tx t) throws SQLException {
        String pid = query(t.connection(), "SELECT pg_backend_pid()").get(0);
        sessions.add(pid);
        execute(t.connection(), "INSERT INTO item VALUES (" + t.attempt() + ")");
        return pid;
    }

    /** Waits until the session is gone, not only told to go. */
    private void end(String pid) throws SQLException {
        db.execute("SELECT pg_terminate_backend(" + pid + ", 10000)");
        awaitEnd(pid);
    }

    private void awaitEnd(String pid) throws SQLException {
        try (Connection connection = db.database().dataSource().getConnection()) {
            while (!query(connection, "SELECT 1 FROM pg_stat_activity WHERE pid = " + pid)
                    .isEmpty()) {
                Thread.onSpinWait();
            }
        }
    }

    private void expectTwoRunsOnTwoSessions() throws SQLException {
        assertThat(sessions).hasSize(2).doesNotHaveDuplicates();
        assertThat(log.of(io.datasafe.tx.TransactionEvent.Retrying.class))
                .singleElement()
                .satisfies(r -> assertThat(r.reason().name()).isEqualTo("SESSION_LOST"));
        assertThat(log.gaveUp()).isEmpty();
        assertThat(db.query("SELECT id FROM item")).containsExactly("2");
    }

    private void expectOneRun() throws SQLException {
        assertThat(sessions).hasSize(1);
        assertThat(log.retries()).isEmpty();
        assertThat(db.query("SELECT id FROM item")).isEmpty();
        tx.run(t -> execute(t.connection(), "INSERT INTO item VALUES (7)"));
        assertThat(db.query("SELECT id FROM item")).as("the pool is well").containsExactly("7");
    }

    @Test
    void s57P01MetByAStatementIsRunAgainOnAFreshConnection() throws SQLException {
        tx.run(t -> {
            String pid = insert(t);
            if (t.attempt() == 1) {
                end(pid);
                execute(t.connection(), "SELECT 1");
            }
        });
        expectTwoRunsOnTwoSessions();
    }

    @Test
    void s57P01WhileAStatementRunsIsRunAgain() throws SQLException {
        tx.run(t -> {
            insert(t);
            if (t.attempt() == 1) {
                execute(t.connection(), "SELECT pg_terminate_backend(pg_backend_pid()), pg_sleep(60)");
            }
        });
        expectTwoRunsOnTwoSessions();
        assertThat(log.retries()).containsExactly("57P01 SESSION_LOST");
    }

    @Test
    void aCutConnectionIsReplaced() throws SQLException {
        tx.run(t -> {
            insert(t);
            if (t.attempt() == 1) {
                db.proxy().link(t.connection()).cut();
                execute(t.connection(), "SELECT 1");
            }
        });
        expectTwoRunsOnTwoSessions();
        assertThat(log.retries()).containsExactly("08006 SESSION_LOST");
    }

    @Test
    void aLossThatTheWorkPutsInItsOwnWordsIsRunAgain() throws SQLException {
        tx.run(t -> {
            String pid = insert(t);
            if (t.attempt() == 1) {
                end(pid);
                try {
                    execute(t.connection(), "SELECT 1");
                } catch (SQLException e) {
                    throw new IllegalStateException("could not read the order");
                }
            }
        });
        expectTwoRunsOnTwoSessions();
    }

    @Test
    void aLossThatTheWorkKeepsQuietAboutIsRunAgain() throws SQLException {
        tx.run(t -> {
            String pid = insert(t);
            if (t.attempt() == 1) {
                end(pid);
                catchThrowable(() -> execute(t.connection(), "SELECT 1"));
            }
        });
        expectTwoRunsOnTwoSessions();
    }

    @Test
    void aLossInsideASavepointIsRunAgainWhoeverCatchesIt() throws SQLException {
        tx.run(t -> {
            String pid = insert(t);
            if (t.attempt() == 1) {
                catchThrowable(() -> t.runSavepoint(s -> {
                    end(pid);
                    execute(s.connection(), "SELECT 1");
                }));
            }
        });
        expectTwoRunsOnTwoSessions();
    }

    @Test
    void aLossThatTheWorkHasNotMetIsFoundAtCommitAndResolved() throws SQLException {
        tx.resolvable().run(t -> {
            String pid = insert(t);
            if (t.attempt() == 1) {
                end(pid);
            }
        });
        expectTwoRunsOnTwoSessions();
        assertThat(log.of(Resolved.class)).extracting(Resolved::committed).containsExactly(false);
    }

    @Test
    void workThatFailsForReasonsOfItsOwnIsNotRunAgainThoughItsSessionIsLost() throws SQLException {
        for (Exception own : List.of(
                new IllegalArgumentException("no such order"), new SQLException("of another database", "23505"))) {
            sessions.clear();
            Throwable caught = catchThrowable(() -> tx.run(t -> {
                end(insert(t));
                throw own;
            }));
            assertThat(caught).isSameAs(own);
            expectOneRun();
            db.execute("DELETE FROM item");
        }
    }

    @Test
    void anErrorAndAnInterruptAreNotRunAgainThoughTheLossWasMet() throws SQLException {
        for (Throwable own : List.of(new StackOverflowError(), new InterruptedException())) {
            sessions.clear();
            Throwable caught = catchThrowable(() -> tx.run(t -> {
                String pid = insert(t);
                end(pid);
                catchThrowable(() -> execute(t.connection(), "SELECT 1"));
                LostSessionsIT.<RuntimeException>sneak(own);
            }));
            assertThat(caught).isSameAs(own);
            expectOneRun();
            db.execute("DELETE FROM item");
        }
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> void sneak(Throwable thrown) throws X {
        throw (X) thrown;
    }

    @Test
    void workThatHasCommittedByItselfIsNeverRunTwice() throws SQLException {
        Throwable caught = catchThrowable(() -> tx.run(t -> {
            String pid = insert(t);
            // Behind the guard's back, which finds out at the next statement.
            t.connection().unwrap(org.postgresql.core.BaseConnection.class).commit();
            catchThrowable(() -> t.connection().createStatement());
            end(pid);
            throw new SQLException("a loss, or a conflict", "40001");
        }));
        assertThat(caught).hasMessage("a loss, or a conflict");
        assertThat(sessions).hasSize(1);
        assertThat(log.retries()).isEmpty();
        assertThat(db.query("SELECT id FROM item")).as("committed once").containsExactly("1");
    }

    @Test
    void s57P01AtCommitIsResolvedAndRunAgain() throws SQLException {
        lostAtCommit(tx.resolvable());
        expectTwoRunsOnTwoSessions();
        assertThat(log.of(Resolved.class)).extracting(Resolved::committed).containsExactly(false);
    }

    @Test
    void s57P01AtCommitIsNeverRunAgainByWhoDidNotAsk() throws SQLException {
        Throwable caught = catchThrowable(() -> lostAtCommit(tx));
        assertThat(caught).hasRootCauseInstanceOf(SQLException.class);
        assertThat(caught.getCause()).isInstanceOf(CommitUnknownException.class);
        expectOneRun();
    }

    @Test
    void s57P01AtCommitOfATransactionThatOnlyReadsIsRunAgain() throws SQLException {
        Hold commit = db.proxy().on(Trigger.commitSent()).hold();
        CompletableFuture<Void> running = OwnThread.run(() -> {
            try {
                tx.readOnly().run(t -> sessions.addAll(query(t.connection(), "SELECT pg_backend_pid()")));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        commit.await();
        end(sessions.get(0));
        commit.release();
        running.join();
        assertThat(sessions).hasSize(2).doesNotHaveDuplicates();
        assertThat(log.retries()).hasSize(1).allMatch(r -> r.endsWith("SESSION_LOST"));
    }

    private void lostAtCommit(Transactions transactions) throws SQLException {
        Hold commit = db.proxy().on(Trigger.commitSent()).hold();
        CompletableFuture<Void> running = OwnThread.run(() -> {
            try {
                transactions.run(this::insert);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        commit.await();
        end(sessions.get(0));
        commit.release();
        running.join();
    }

    @Test
    void s25P03IsNot() throws SQLException {
        Throwable met = catchThrowable(() -> tx.run(t -> {
            String pid = insert(t);
            execute(t.connection(), "SET LOCAL idle_in_transaction_session_timeout = 1");
            awaitEnd(pid);
            execute(t.connection(), "SELECT 1");
        }));
        assertThat(SqlState.of(met)).isEqualTo("25P03");
        expectOneRun();

        sessions.clear();
        db.execute("DELETE FROM item");
        Throwable atCommit = catchThrowable(() -> tx.run(t -> {
            String pid = insert(t);
            execute(t.connection(), "SET LOCAL idle_in_transaction_session_timeout = 1");
            awaitEnd(pid);
        }));
        assertThat(atCommit)
                .isExactlyInstanceOf(TransactionException.class)
                .hasMessageContaining("was rolled back")
                .hasMessageContaining("idle_in_transaction_session_timeout (SQLSTATE 25P03)");
        expectOneRun();
    }

    @Test
    void s25P04IsNotWhereverItComes() throws SQLException {
        assumeTrue(
                PooledDatabase.cluster().version().major() >= 17,
                "PostgreSQL 15 and 16 have no transaction_timeout: see TimeoutsIT");
        String bound = "SET LOCAL transaction_timeout = 1";
        Throwable running = catchThrowable(() -> tx.run(t -> {
            insert(t);
            execute(t.connection(), bound + "; SELECT pg_sleep(60)");
        }));
        assertThat(SqlState.of(running)).isEqualTo("25P04");
        expectOneRun();

        sessions.clear();
        db.execute("DELETE FROM item");
        Throwable idle = catchThrowable(() -> tx.run(t -> {
            String pid = insert(t);
            execute(t.connection(), bound);
            awaitEnd(pid);
            execute(t.connection(), "SELECT 1");
        }));
        assertThat(SqlState.of(idle)).isEqualTo("25P04");
        expectOneRun();
    }

    @Test
    void s25P04InADeferredTriggerIsResolvedAndNotRunAgain() throws SQLException {
        assumeTrue(
                PooledDatabase.cluster().version().major() >= 17,
                "PostgreSQL 15 and 16 have no transaction_timeout: nothing but a socket timeout bounds COMMIT there");
        db.execute("CREATE FUNCTION hang() RETURNS trigger LANGUAGE plpgsql AS"
                + " $$ BEGIN IF NEW.id < 7 THEN PERFORM pg_sleep(60); END IF; RETURN NULL; END $$");
        db.execute("CREATE CONSTRAINT TRIGGER hang AFTER INSERT ON item DEFERRABLE INITIALLY DEFERRED"
                + " FOR EACH ROW EXECUTE FUNCTION hang()");
        Throwable atCommit = catchThrowable(() -> tx.resolvable().run(t -> {
            insert(t);
            execute(t.connection(), "SET LOCAL transaction_timeout = 50");
        }));
        assertThat(SqlState.of(atCommit)).isEqualTo("25P04");
        assertThat(atCommit).as("asked for, and known").hasMessageContaining("the server, asked for it, says so");
        expectOneRun();
    }

    @Test
    void s57P05CameWhileTheConnectionLayInThePoolAndIsRunAgain() throws SQLException {
        for (Transactions each : List.of(tx, tx.serializable())) {
            sessions.clear();
            log.events().clear();
            db.execute("DELETE FROM item");
            try (Connection dead = db.database().dataSource().getConnection()) {
                String pid = query(dead, "SELECT pg_backend_pid()").get(0);
                execute(dead, "SET idle_session_timeout = 1");
                awaitEnd(pid);
                ScriptedDataSource source =
                        ScriptedDataSource.of(() -> dead, db.database().dataSource()::getConnection);
                Transactions over = Transactions.on(source).listener(log).build();
                (each == tx ? over : over.serializable()).run(this::insert);
            }
            assertThat(sessions).hasSize(1);
            assertThat(log.retries()).containsExactly(each == tx ? "57P05 SESSION_LOST" : "57P05 NO_CONNECTION");
            assertThat(db.query("SELECT id FROM item")).containsExactly("2");
        }
    }
}
