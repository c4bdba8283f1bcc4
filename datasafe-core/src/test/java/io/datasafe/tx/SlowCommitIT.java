package io.datasafe.tx;

import static io.datasafe.test.PooledDatabase.execute;
import static io.datasafe.test.PooledDatabase.query;
import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.test.PooledDatabase;
import io.datasafe.tx.TransactionEvent.Resolved;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** COMMIT takes its time in a deferred trigger: what bounds it, what does not, and what follows if its session is killed there. */
@Timeout(60)
class SlowCommitIT {
    private static final int BOUND_MILLIS = 500;

    private final EventLog log = new EventLog();
    private PooledDatabase db;
    private Connection blocker;

    @BeforeEach
    void open() throws SQLException {
        db = PooledDatabase.open(2);
        db.execute("CREATE TABLE item (id int)");
        db.execute("CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS"
                + " $$ BEGIN PERFORM pg_advisory_xact_lock(42); RETURN NULL; END $$");
        db.execute("CREATE CONSTRAINT TRIGGER wait AFTER INSERT ON item DEFERRABLE INITIALLY DEFERRED"
                + " FOR EACH ROW EXECUTE FUNCTION wait()");
        blocker = db.database().dataSource().getConnection();
        execute(blocker, "SELECT pg_advisory_lock(42)");
    }

    @AfterEach
    void close() throws SQLException {
        blocker.close();
        db.close();
    }

    private CompletableFuture<Outcome<Integer>> insert(Retry retry, Timeouts timeouts) {
        Transactions tx = Transactions.on(db.pool())
                .retry(retry)
                .timeouts(timeouts)
                .listener(log)
                .build();
        return OwnThread.supply(() -> tx.attempt(t -> {
            execute(t.connection(), "INSERT INTO item VALUES (" + t.attempt() + ")");
            return t.attempt();
        }));
    }

    /** The session that has waited inside COMMIT for longer than that. */
    private String awaitWaiting(int millis) throws SQLException {
        while (true) {
            var rows = query(
                    blocker,
                    "SELECT pid FROM pg_stat_activity WHERE wait_event = 'advisory' AND query = 'COMMIT'"
                            + " AND datname = current_database()"
                            + " AND clock_timestamp() - query_start > interval '" + millis + " ms'");
            if (!rows.isEmpty()) {
                return rows.get(0);
            }
            Thread.onSpinWait();
        }
    }

    @Test
    void theStatementTimeoutDoesNotBoundIt() throws SQLException {
        CompletableFuture<Outcome<Integer>> outcome =
                insert(Retry.none(), Timeouts.none().statement(Duration.ofMillis(BOUND_MILLIS)));
        awaitWaiting(2 * BOUND_MILLIS);
        execute(blocker, "SELECT pg_advisory_unlock(42)");
        assertThat(outcome.join()).isEqualTo(new Outcome.Committed<>(1, 1, false));
        assertThat(db.query("SELECT id FROM item")).containsExactly("1");
    }

    @Test
    void aSessionKilledInItHasRolledBack() throws SQLException {
        CompletableFuture<Outcome<Integer>> outcome = insert(Retry.none(), Timeouts.none());
        kill(awaitWaiting(0));
        assertThat(outcome.join())
                .isInstanceOfSatisfying(
                        Outcome.RolledBack.class,
                        rolledBack -> assertThat(rolledBack.cause())
                                .hasMessageContaining(
                                        "the answer to COMMIT was lost, and the server, asked for it, says so"));
        assertThat(db.query("SELECT id FROM item")).isEmpty();
        assertThat(log.of(Resolved.class)).extracting(Resolved::committed).containsExactly(false);
        assertThat(log.gaveUp()).containsExactly("ATTEMPTS after 1: 57P01");
    }

    @Test
    void andItsWorkIsRunAgain() throws SQLException {
        CompletableFuture<Outcome<Integer>> outcome =
                insert(Retry.DEFAULT, Timeouts.none().statement(Duration.ofMillis(BOUND_MILLIS)));
        kill(awaitWaiting(0));
        execute(blocker, "SELECT pg_advisory_unlock(42)");
        assertThat(outcome.join()).isEqualTo(new Outcome.Committed<>(2, 2, false));
        assertThat(db.query("SELECT id FROM item")).containsExactly("2");
        assertThat(log.of(Resolved.class)).extracting(Resolved::committed).containsExactly(false);
        assertThat(log.retries()).containsExactly("57P01 SESSION_LOST");
    }

    private void kill(String pid) throws SQLException {
        assertThat(query(blocker, "SELECT pg_terminate_backend(" + pid + ", 10000)"))
                .containsExactly("t");
    }
}
