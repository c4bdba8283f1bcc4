package io.datasafe.tx;

import static io.datasafe.test.PooledDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import io.datasafe.event.Event;
import io.datasafe.test.PooledDatabase;
import io.datasafe.tx.TransactionEvent.GuardHit;
import io.datasafe.tx.TransactionEvent.HookFailed;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.PGConnection;

/** What the work may do with its connection, its statements and its scope. */
class ConnectionOfTheWorkIT {
    private static final int READ_ONLY = ResultSet.CONCUR_READ_ONLY;
    private static final int FORWARD = ResultSet.TYPE_FORWARD_ONLY;
    private static final int CLOSE = ResultSet.CLOSE_CURSORS_AT_COMMIT;

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private PooledDatabase db;
    private Transactions tx;

    @BeforeEach
    void open() throws SQLException {
        db = PooledDatabase.open(3);
        db.execute("CREATE TABLE item (id int)");
        tx = builder().build();
    }

    @AfterEach
    void close() {
        db.close();
    }

    private TransactionsBuilder builder() {
        return Transactions.on(db.pool()).listener(events::add);
    }

    @Test
    void everyKindOfStatementWorksWatchedOrNot() throws SQLException {
        for (Transactions each : List.of(
                tx,
                tx.deadline(Duration.ofMinutes(1)),
                builder().guard(Guard.OWN_COMMIT, Reaction.OFF).build(),
                builder().idleBound(Duration.ofHours(1)).build())) {
            each.run(t -> {
                Connection c = t.connection();
                List<Statement> plain = List.of(
                        c.createStatement(),
                        c.createStatement(FORWARD, READ_ONLY),
                        c.createStatement(FORWARD, READ_ONLY, CLOSE));
                for (Statement statement : plain) {
                    statement.addBatch("INSERT INTO item VALUES (1)");
                    assertThat(statement.executeBatch()).containsExactly(1);
                    assertThat(statement.executeUpdate("INSERT INTO item VALUES (1)"))
                            .isEqualTo(1);
                    assertThat(statement.getConnection().unwrap(PGConnection.class))
                            .isNotNull();
                    assertThat(statement).isEqualTo(statement).isNotEqualTo(c).hasSameHashCodeAs(statement);
                    assertThat(statement.isWrapperFor(org.postgresql.PGStatement.class))
                            .isTrue();
                    assertThat(statement.unwrap(org.postgresql.PGStatement.class))
                            .isNotNull();
                    assertThat(statement.unwrap(Statement.class)).isNotNull();
                }
            });
        }
    }

    @Test
    void everyWayToPrepareWorks() throws SQLException {
        for (Transactions each : List.of(tx, tx.deadline(Duration.ofMinutes(1)))) {
            each.run(t -> {
                Connection c = t.connection();
                String sql = "INSERT INTO item VALUES (1)";
                for (PreparedStatement statement : List.of(
                        c.prepareStatement(sql),
                        c.prepareStatement(sql, FORWARD, READ_ONLY),
                        c.prepareStatement(sql, FORWARD, READ_ONLY, CLOSE),
                        c.prepareStatement(sql, Statement.NO_GENERATED_KEYS),
                        c.prepareStatement(sql, new int[0]),
                        c.prepareStatement(sql, new String[] {"id"}))) {
                    assertThat(statement.executeUpdate()).isEqualTo(1);
                }
                for (CallableStatement statement : List.of(
                        c.prepareCall("{call pg_sleep(0)}"),
                        c.prepareCall("{call pg_sleep(0)}", FORWARD, READ_ONLY),
                        c.prepareCall("{call pg_sleep(0)}", FORWARD, READ_ONLY, CLOSE))) {
                    statement.execute();
                }
                assertThat(c.nativeSQL("SELECT 1")).isEqualTo("SELECT 1");
            });
        }
        assertThat(db.query("SELECT id FROM item")).hasSize(12);
    }

    @Test
    void whatIsFixedAtBeginCannotBeChangedLater() throws SQLException {
        tx.run(t -> {
            Connection c = t.connection();
            c.setReadOnly(c.isReadOnly());
            c.setTransactionIsolation(c.getTransactionIsolation());
            c.setAutoCommit(false);
            assertThatThrownBy(() -> c.setReadOnly(true)).hasMessageContaining("ask for it with readOnly()");
            assertThatThrownBy(() -> c.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE))
                    .hasMessageContaining("ask for it with isolation(..)");
        });
    }

    @Test
    void aClosedHandleIsClosedAndTheTransactionGoesOn() throws SQLException {
        tx.run(t -> {
            Connection c = t.connection();
            assertThat(t.connection()).isSameAs(c);
            assertThat(c.isClosed()).isFalse();
            c.setClientInfo("ApplicationName", "work");
            c.setClientInfo(new Properties());
            assertThat(c.isWrapperFor(HikariDataSource.class)).isFalse();
            assertThat(c.isWrapperFor(Connection.class)).isTrue();
            assertThat(c.isWrapperFor(PGConnection.class)).isTrue();
            assertThat(c.unwrap(Connection.class)).isSameAs(c);
            assertThat(c.unwrap(com.zaxxer.hikari.pool.ProxyConnection.class)).isNotNull();
            assertThat(c).asString().startsWith("connection of transaction \"transaction\": ");
            c.close();
            assertThat(c.isClosed()).isTrue();
            assertThatThrownBy(c::createStatement).hasMessageContaining("this connection was closed");
            assertThatThrownBy(() -> c.setClientInfo("a", "b")).isInstanceOf(SQLClientInfoException.class);
            execute(t.connection(), "INSERT INTO item VALUES (1)");
        });
        assertThat(db.query("SELECT id FROM item")).hasSize(1);
    }

    @Test
    void afterTheEndAndOnOtherThreadsNothingWorks() {
        List<Tx> kept = new ArrayList<>();
        List<Connection> handles = new ArrayList<>();
        tx.run(t -> {
            kept.add(t);
            handles.add(t.connection());
            Throwable elsewhere =
                    OwnThread.supply(() -> catchThrowable(t::connection)).join();
            assertThat(elsewhere).hasMessageContaining("a transaction stays on its thread");
        });
        Tx ended = kept.get(0);
        assertThatThrownBy(ended::connection).hasMessageContaining("has ended");
        assertThatThrownBy(() -> ended.outbox("a", "b")).hasMessageContaining("has ended");
        assertThatThrownBy(() -> ended.lock("a")).hasMessageContaining("has ended");
        assertThatThrownBy(() -> ended.onUnknown("a", u -> {})).hasMessageContaining("has ended");
        assertThatThrownBy(() -> handles.get(0).createStatement()).hasMessageContaining("has ended");
        assertThat(catchThrowable(() -> assertThat(handles.get(0).isClosed()).isTrue()))
                .isNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = Reaction.class,
            names = {"REPORT", "OFF"})
    void aGuardThatDoesNotThrowLetsThrough(Reaction reaction) throws SQLException {
        Transactions lax = builder().guard(Guard.OWN_COMMIT, reaction).build();
        lax.run(t -> {
            execute(t.connection(), "INSERT INTO item VALUES (1)");
            t.connection().commit();
            execute(t.connection(), "INSERT INTO item VALUES (2)");
            t.connection().rollback();
            execute(t.connection(), "COMMIT");
        });
        assertThat(db.query("SELECT id FROM item")).containsExactly("1");
        boolean reported = events.stream().anyMatch(GuardHit.class::isInstance);
        assertThat(reported).isEqualTo(reaction == Reaction.REPORT);
        assertThat(catchThrowable(() -> lax.run(t -> t.connection().setAutoCommit(true))))
                .hasMessageContaining("autocommit was switched on");
    }

    @Test
    void aGuardThatReportsWithoutAListenerGoesToTheLog() throws Exception {
        try (CapturedLog log = new CapturedLog()) {
            Transactions.on(db.pool())
                    .guard(Guard.OUTSIDE, Reaction.REPORT)
                    .build()
                    .run(t -> Transactions.outside("HTTP"));
            assertThat(log.records())
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.getMessage()).contains("HTTP at"));
        }
    }

    @Test
    void hooksRunForWhatHappened() {
        List<String> ran = new ArrayList<>();
        Action<Tx, RuntimeException> work = t -> {
            t.afterCommit("c", () -> ran.add("committed"));
            t.afterRollback("r", () -> ran.add("rolled back"));
            t.onUnknown("u", unknown -> ran.add("unknown"));
            t.afterRollback("fails", () -> {
                throw new InterruptedException("hook");
            });
        };
        tx.run(work);
        assertThat(ran).containsExactly("committed");
        assertThatThrownBy(() -> tx.run(t -> {
                    work.apply(t);
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(ran).containsExactly("committed", "rolled back");
        assertThat(events).anyMatch(HookFailed.class::isInstance);
        ran.clear();
        db.proxy().on(io.datasafe.test.proxy.Trigger.commitReply()).cut();
        assertThat(catchThrowable(() -> tx.run(t -> {
                    work.apply(t);
                    execute(t.connection(), "INSERT INTO item VALUES (1)");
                })))
                .isInstanceOf(CommitUnknownException.class);
        assertThat(ran).containsExactly("unknown");
    }

    @Test
    void hooksOfAttemptsThatAreRunAgainAndOfUndonePartsAreDropped() throws SQLException {
        List<String> ran = new ArrayList<>();
        tx.run(t -> {
            t.afterRollback("r", () -> ran.add("rolled back"));
            assertThat(catchThrowable(() -> t.runSavepoint(s -> {
                        t.afterCommit("part", () -> ran.add("part"));
                        throw new IllegalStateException("undone");
                    })))
                    .hasMessage("undone");
            if (t.attempt() == 1) {
                throw new SQLException("conflict", "40001");
            }
            t.afterCommit("c", () -> ran.add("committed"));
        });
        assertThat(ran).containsExactly("committed");
    }

    @Test
    void messagesOfTheOutboxGoWithCommitAndNotWithUndoneParts() throws SQLException {
        db.execute("CREATE TABLE datasafe_outbox (id bigserial, topic text, payload text)");
        tx.run(t -> {
            t.outbox("order", "1");
            assertThat(catchThrowable(() -> t.runSavepoint(s -> {
                        s.outbox("order", "undone");
                        throw new IllegalStateException("undone");
                    })))
                    .hasMessage("undone");
            t.outbox("order", "2");
            assertThatIllegalArgumentException().isThrownBy(() -> t.outbox(" ", "x"));
        });
        assertThat(db.query("SELECT topic || payload FROM datasafe_outbox ORDER BY id"))
                .containsExactly("order1", "order2");
        assertThatThrownBy(() -> tx.readOnly().run(t -> t.outbox("order", "3"))).hasMessageContaining("readOnly()");
        db.execute("DROP TABLE datasafe_outbox");
        assertThatThrownBy(() -> tx.run(t -> t.outbox("order", "4")))
                .isInstanceOf(TransactionException.class)
                .hasMessageContaining("42P01");
    }

    @Test
    void locksExcludeEachOtherAndNobodyTakesThemOnAStandby() throws SQLException {
        tx.run(t -> {
            t.lock("invoices");
            assertThat(t.tryLock("invoices")).isTrue();
            try (Connection other = db.database().dataSource().getConnection()) {
                assertThat(PooledDatabase.query(
                                other,
                                "SELECT pg_try_advisory_lock(('x' || left(encode(sha256('invoices'), 'hex'),"
                                        + " 16))::bit(64)::bigint)"))
                        .containsExactly("f");
            }
            assertThatIllegalArgumentException().isThrownBy(() -> t.lock(" "));
            Transactions elsewhere = Transactions.of(db.database().dataSource());
            assertThat(elsewhere.<Boolean, RuntimeException>call(u -> u.tryLock("invoices")))
                    .isFalse();
            assertThatThrownBy(() -> elsewhere
                            .timeouts(Timeouts.none().lock(Duration.ofMillis(20)))
                            .run(u -> u.lock("invoices")))
                    .isInstanceOfSatisfying(
                            TransactionException.class,
                            e -> assertThat(e.sqlState()).isEqualTo("55P03"));
        });
        DataSource standby = PooledDatabase.cluster().replica(0).dataSource("postgres");
        assertThatThrownBy(() -> Transactions.of(standby).run(t -> t.lock("invoices")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("runs on a standby");
        assertThatThrownBy(() -> Transactions.of(standby).resolvable().run(t -> t.tryLock("invoices")))
                .hasMessageContaining("runs on a standby");
    }

    @Test
    void viewsOfOnePoolAreEqual() {
        DataSource joined = tx.dataSource();
        DataSource guarded = Transactions.guarded(db.pool());
        assertThat(tx.serializable().dataSource()).isEqualTo(joined).hasSameHashCodeAs(joined);
        assertThat(Transactions.guarded(db.pool())).isEqualTo(guarded).hasSameHashCodeAs(guarded);
        DataSource ofAnother = db.database().dataSource();
        assertThat(joined)
                .isNotEqualTo(Transactions.of(ofAnother).dataSource())
                .isNotEqualTo(guarded)
                .isNotEqualTo(db.pool());
        assertThat(guarded).isNotEqualTo(Transactions.guarded(ofAnother)).isNotEqualTo(joined);
    }

    @Test
    void aJoinedConnectionThatWasClosedOrOutlivesItsTransactionCommitsNothing() throws SQLException {
        Connection left = tx.call(t -> {
            Connection joined = tx.dataSource().getConnection();
            joined.commit();
            Connection closed = tx.dataSource().getConnection();
            closed.close();
            assertThatThrownBy(closed::commit).hasMessageContaining("this connection was closed");
            return joined;
        });
        assertThatThrownBy(left::commit).hasMessageContaining("has ended");
        assertThatThrownBy(left::getAutoCommit).hasMessageContaining("has ended");
        assertThatThrownBy(() -> left.setAutoCommit(true)).hasMessageContaining("has ended");
    }

    @Test
    void viewsOfThePoolPassOnTheRest() throws SQLException {
        for (DataSource view : List.of(tx.dataSource(), Transactions.guarded(db.pool()))) {
            assertThat(view.unwrap(HikariDataSource.class)).isSameAs(db.pool());
            assertThat(view.unwrap(DataSource.class)).isSameAs(view);
            assertThat(view.isWrapperFor(DataSource.class)).isTrue();
            assertThat(view.isWrapperFor(HikariDataSource.class)).isTrue();
            assertThat(view.isWrapperFor(String.class)).isFalse();
            view.setLoginTimeout(view.getLoginTimeout());
            view.setLogWriter(view.getLogWriter());
            assertThat(catchThrowable(view::getParentLogger))
                    .isInstanceOf(java.sql.SQLFeatureNotSupportedException.class);
            assertThat(view.toString()).contains("DataSource[");
            assertThat(catchThrowable(() -> view.getConnection("a", "b"))).isNotNull();
            Transactions.of(view).run(t -> assertThat(tx.current()).isPresent());
        }
        tx.run(t -> {
            try (Connection joined = tx.dataSource().getConnection("a", "b")) {
                execute(joined, "INSERT INTO item VALUES (1)");
            }
            assertThatThrownBy(() -> Transactions.guarded(db.pool()).getConnection("a", "b"))
                    .isInstanceOf(IllegalStateException.class);
        });
    }

    @Test
    void aWatchedStatementRefusesWhatTheDriversDoes() throws SQLException {
        tx.deadline(Duration.ofMinutes(1)).run(t -> {
            try (PreparedStatement statement = t.connection().prepareStatement("SELECT 1")) {
                assertThat(statement.isWrapperFor(HikariDataSource.class)).isFalse();
                assertThatThrownBy(() -> statement.unwrap(HikariDataSource.class))
                        .isInstanceOf(SQLException.class);
                assertThat(statement.equals(null)).isFalse();
                assertThat(statement.executeQuery().next()).isTrue();
            }
        });
    }

    @Test
    void aJoiningViewAskedForAUserGivesTheTransactionsConnectionInside() throws SQLException {
        DataSource joined = tx.dataSource();
        assertThatThrownBy(() -> joined.getConnection("a", "b")).isInstanceOf(SQLException.class);
        catchThrowable(() -> tx.run(t -> {
            try (Connection connection = joined.getConnection("a", "b")) {
                execute(connection, "INSERT INTO item VALUES (1)");
            }
            throw new IllegalStateException("undone");
        }));
        assertThat(db.query("SELECT id FROM item")).isEmpty();
    }
}
