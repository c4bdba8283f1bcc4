package io.datasafe.tx;

import static io.datasafe.test.PooledDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.datasafe.LogPosition;
import io.datasafe.event.Event;
import io.datasafe.test.PooledDatabase;
import io.datasafe.test.cluster.Replica;
import io.datasafe.test.proxy.Fault;
import io.datasafe.test.proxy.Trigger;
import io.datasafe.tx.TransactionEvent.Begun;
import io.datasafe.tx.TransactionEvent.Committed;
import io.datasafe.tx.TransactionEvent.Unknown;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommitIT {
    private final List<Event> events = new ArrayList<>();
    private PooledDatabase db;

    @BeforeEach
    void open() throws SQLException {
        db = PooledDatabase.open(1);
        db.execute("CREATE TABLE item (id int UNIQUE DEFERRABLE INITIALLY DEFERRED)");
        db.execute("INSERT INTO item VALUES (1)");
    }

    @AfterEach
    void close() {
        db.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLostAnswerLeavesTheOutcomeUnknown(boolean reporting) throws SQLException {
        AtomicInteger hooks = new AtomicInteger();
        AtomicInteger attempts = new AtomicInteger();
        Fault fault = db.proxy().on(Trigger.commitReply()).cut();
        CommitUnknownException caught = catchThrowableOfType(
                CommitUnknownException.class,
                () -> transactions(reporting).named("pay").run(t -> {
                    attempts.incrementAndGet();
                    t.afterCommit("count", hooks::incrementAndGet);
                    execute(t.connection(), "INSERT INTO item VALUES (2)");
                }));
        fault.awaitHit();
        assertThat(caught).hasMessageContaining("transaction \"pay\" has an unknown outcome: COMMIT was sent");
        assertThat(caught.sqlState()).startsWith("08");
        // It was committed, and nobody ran it again or said that it was.
        assertThat(db.query("SELECT id FROM item ORDER BY id")).containsExactly("1", "2");
        assertThat(attempts).hasValue(1);
        assertThat(hooks).hasValue(0);
        assertThat(events).containsExactly(new Begun("pay", 1), new Unknown("pay", 1, null, caught));
    }

    @Test
    void aCommitThatNeverArrivedLooksTheSameFromHere() throws SQLException {
        db.proxy().on(Trigger.commitSent()).cut();
        Throwable caught = catchThrowable(
                () -> transactions(false).run(t -> execute(t.connection(), "INSERT INTO item VALUES (2)")));
        assertThat(caught).isInstanceOf(CommitUnknownException.class);
        assertThat(db.query("SELECT id FROM item")).containsExactly("1");
    }

    @Test
    void theBrokenConnectionIsReplaced() throws SQLException {
        db.proxy().on(Trigger.commitReply()).cut();
        catchThrowable(() -> transactions(false).run(t -> execute(t.connection(), "INSERT INTO item VALUES (2)")));
        transactions(false).run(t -> execute(t.connection(), "INSERT INTO item VALUES (3)"));
        assertThat(db.query("SELECT id FROM item ORDER BY id")).containsExactly("1", "2", "3");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSessionThatDiesBeforeCommitIsNotUnknown(boolean reporting) throws SQLException {
        Throwable caught = catchThrowable(() -> transactions(reporting).run(t -> {
            execute(t.connection(), "INSERT INTO item VALUES (2)");
            db.proxy().cutAll();
            execute(t.connection(), "SELECT 1");
        }));
        assertThat(caught).isInstanceOf(SQLException.class).isNotInstanceOf(TransactionException.class);
        assertThat(db.query("SELECT id FROM item")).containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSessionThatTheServerEndedForIdlenessIsNotUnknown(boolean reporting) throws SQLException {
        Throwable caught = catchThrowable(() -> transactions(reporting).run(t -> {
            execute(t.connection(), "INSERT INTO item VALUES (2)");
            String pid = PooledDatabase.query(t.connection(), "SELECT pg_backend_pid()")
                    .get(0);
            execute(t.connection(), "SET LOCAL idle_in_transaction_session_timeout = '1ms'");
            while (!db.query("SELECT 1 FROM pg_stat_activity WHERE pid = " + pid)
                    .isEmpty()) {
                Thread.onSpinWait();
            }
        }));
        assertThat(caught)
                .isExactlyInstanceOf(TransactionException.class)
                .hasMessageContaining("idle_in_transaction_session_timeout (SQLSTATE 25P03)");
        assertThat(db.query("SELECT id FROM item")).containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRefusedCommitIsARollback(boolean reporting) throws SQLException {
        TransactionException caught = catchThrowableOfType(
                TransactionException.class,
                () -> transactions(reporting)
                        .named("pay")
                        .run(t -> execute(t.connection(), "INSERT INTO item VALUES (1)")));
        assertThat(caught)
                .isExactlyInstanceOf(TransactionException.class)
                .hasMessage("transaction \"pay\" was rolled back: the server refused COMMIT (SQLSTATE 23505)");
        assertThat(caught.sqlState()).isEqualTo("23505");
        assertThat(db.query("SELECT id FROM item")).containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCancelDuringCommitIsARollbackOnlyWhereItCannotHaveComeLater(boolean reporting) throws Exception {
        db.execute("CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql"
                + " AS 'BEGIN PERFORM pg_advisory_xact_lock(1); RETURN NULL; END'");
        db.execute("CREATE CONSTRAINT TRIGGER wait AFTER INSERT ON item DEFERRABLE INITIALLY DEFERRED"
                + " FOR EACH ROW EXECUTE FUNCTION wait()");
        Throwable caught;
        try (Connection blocker = db.database().dataSource().getConnection()) {
            execute(blocker, "SELECT pg_advisory_lock(1)");
            CompletableFuture<Throwable> commit = OwnThread.supply(() -> catchThrowable(
                    () -> transactions(reporting).run(t -> execute(t.connection(), "INSERT INTO item VALUES (2)"))));
            while (!commit.isDone()
                    && !PooledDatabase.query(
                                    blocker,
                                    "SELECT bool_or(pg_cancel_backend(pid)) FROM pg_locks"
                                            + " WHERE locktype = 'advisory' AND NOT granted")
                            .contains("t")) {
                Thread.onSpinWait();
            }
            caught = commit.get();
        }
        assertThat(caught)
                .isExactlyInstanceOf(reporting ? CommitUnknownException.class : TransactionException.class)
                .hasMessageContaining("57014");
        assertThat(db.query("SELECT id FROM item")).containsExactly("1");
        transactions(reporting).run(t -> execute(t.connection(), "SELECT 1"));
    }

    @Test
    void anErrorBehindCommitIsNotTakenForARefusal() throws SQLException {
        db.execute("REVOKE EXECUTE ON FUNCTION pg_current_wal_insert_lsn() FROM PUBLIC");
        db.execute("GRANT INSERT ON item TO pg_monitor");
        try (Connection connection = db.pool().getConnection()) {
            execute(connection, "SET ROLE pg_monitor");
        }
        Throwable caught = catchThrowable(
                () -> transactions(true).run(t -> execute(t.connection(), "INSERT INTO item VALUES (2)")));
        assertThat(db.query("SELECT id FROM item ORDER BY id")).containsExactly("1", "2");
        assertThat(caught).isInstanceOf(CommitUnknownException.class).hasMessageContaining("42501");
    }

    @Test
    void whatOnlyCommitCanThrowIsARefusalInAFlightToo() throws SQLException {
        db.execute("CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''no''; END'");
        db.execute("CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON item DEFERRABLE INITIALLY DEFERRED"
                + " FOR EACH ROW EXECUTE FUNCTION refuse()");
        Throwable caught = catchThrowable(
                () -> transactions(true).run(t -> execute(t.connection(), "INSERT INTO item VALUES (2)")));
        assertThat(caught).isExactlyInstanceOf(TransactionException.class).hasMessageContaining("P0001");
        assertThat(db.query("SELECT id FROM item")).containsExactly("1");
    }

    @Test
    void withoutReportingThereIsNoPositionEvenIfTheDriverIsHidden() throws SQLException {
        Transactions.on(WrappingDataSource.hiding(db.pool()))
                .listener(events::add)
                .build()
                .run(t -> execute(t.connection(), "INSERT INTO item VALUES (2)"));
        assertThat(lastCommit()).isEqualTo(new Committed("transaction", 1, null, null, false));
    }

    @Test
    void theReportedPositionIsWhereAReplicaSeesTheRow() throws SQLException {
        transactions(true).run(t -> execute(t.connection(), "INSERT INTO item VALUES (2)"));
        Committed committed = lastCommit();
        assertThat(committed.xid()).isEqualTo(Long.valueOf(xidOf("2")));
        LogPosition position = committed.position();
        assertThat(position.timeline()).isOne();

        Replica replica = PooledDatabase.cluster().replica(0);
        PooledDatabase.cluster().awaitReplay();
        try (var connection = db.database().dataSource(replica).getConnection()) {
            assertThat(PooledDatabase.query(connection, "SELECT id FROM item ORDER BY id"))
                    .containsExactly("1", "2");
            assertThat(PooledDatabase.query(
                            connection, "SELECT pg_last_wal_replay_lsn() >= '" + position.lsnText() + "'::pg_lsn"))
                    .containsExactly("t");
        }
    }

    @Test
    void aTransactionThatWroteNothingHasAPositionButNoId() throws SQLException {
        transactions(true).run(t -> execute(t.connection(), "SELECT 1"));
        assertThat(lastCommit().xid()).isNull();
        assertThat(lastCommit().position()).isNotNull();
    }

    @Test
    void aStandbyReportsNoPosition() throws SQLException {
        Replica replica = PooledDatabase.cluster().replica(0);
        PooledDatabase.cluster().awaitReplay();
        Transactions.on(db.database().dataSource(replica))
                .listener(events::add)
                .reportPosition()
                .build()
                .run(t -> execute(t.connection(), "SELECT 1"));
        assertThat(lastCommit().position()).isNull();
        assertThat(lastCommit().xid()).isNull();
    }

    private Committed lastCommit() {
        return (Committed) events.get(events.size() - 1);
    }

    private String xidOf(String id) throws SQLException {
        return db.query("SELECT xmin FROM item WHERE id = " + id).get(0);
    }

    private Transactions transactions(boolean reporting) {
        TransactionsBuilder builder = Transactions.on(db.pool()).listener(events::add);
        return (reporting ? builder.reportPosition() : builder).build();
    }
}
