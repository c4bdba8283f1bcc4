package io.datasafe.tx;

import static io.datasafe.test.PooledDatabase.execute;
import static io.datasafe.test.PooledDatabase.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.datasafe.internal.tx.Deadline;
import io.datasafe.sqlstate.SqlState;
import io.datasafe.test.PooledDatabase;
import io.datasafe.test.ScriptedDataSource;
import io.datasafe.tx.TransactionEvent.Begun;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a transaction finds when it begins: the wrong server, a connection that somebody has used, or no time left. */
class BeginIT {
    private static final Retry FAST =
            Retry.upTo(5).backoff(Duration.ofNanos(1), Duration.ofNanos(1)).budget(RetryBudget.unlimited());

    private final EventLog log = new EventLog();
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

    private Transactions on(DataSource dataSource) {
        return Transactions.on(dataSource).retry(FAST).listener(log).build().named("pay");
    }

    private static void insert(Tx t) throws SQLException {
        execute(t.connection(), "INSERT INTO item VALUES (" + t.attempt() + ")");
    }

    private DataSource standby() {
        PooledDatabase.cluster().awaitReplay();
        return PooledDatabase.cluster().replica(0).dataSource(db.database().name());
    }

    @Test
    void aStandbyThatKnowsNoSerializableIsLeftOnce() throws SQLException {
        DataSource standby = standby();
        ScriptedDataSource moved = ScriptedDataSource.of(standby::getConnection, db.pool()::getConnection);
        on(moved).serializable().run(BeginIT::insert);
        assertThat(log.retries()).containsExactly("0A000 STANDBY");
        assertThat(db.query("SELECT id FROM item")).containsExactly("2");
        log.events().clear();

        Throwable stays = catchThrowable(() -> on(standby).serializable().run(BeginIT::insert));
        assertThat(stays).hasMessage("transaction \"pay\" could not begin (SQLSTATE 0A000)");
        assertThat(log.retries()).containsExactly("0A000 STANDBY");
        assertThat(log.of(Begun.class)).isEmpty();
    }

    @Test
    void whoOnlyReadsIsToldThatAStandbyKnowsNoSerializable() {
        Throwable caught =
                catchThrowable(() -> on(standby()).readOnly().serializable().run(t -> {}));
        assertThat(SqlState.of(caught)).isEqualTo("0A000");
        assertThat(log.retries()).as("another server is not what was asked for").isEmpty();
    }

    @Test
    void aFeatureThatIsMissingIsNoStandby() {
        String grouped = "SELECT id FROM item GROUP BY id FOR UPDATE";
        for (Transactions each : List.of(on(db.pool()), on(db.pool()).serializable())) {
            Throwable caught = catchThrowable(() -> each.run(t -> execute(t.connection(), grouped)));
            assertThat(SqlState.of(caught)).isEqualTo("0A000");
        }
        assertThat(log.retries()).isEmpty();
    }

    /** The driver has prepared a statement by name, and somebody has dropped it behind the driver's back, as a pooler in between does. */
    private void forgetPreparedStatements() throws SQLException {
        try (Connection connection = db.pool().getConnection()) {
            execute(connection, "DO $$ BEGIN EXECUTE 'DEALLOCATE ALL'; END $$");
        }
    }

    @Test
    void s26000OfAStatementGoesWithItsConnection() throws SQLException {
        for (int i = 0; i < 10; i++) {
            on(db.pool()).run(BeginIT::prepared);
        }
        forgetPreparedStatements();
        on(db.pool()).run(BeginIT::prepared);
        assertThat(log.retries()).containsExactly("26000 STALE_STATEMENT");
    }

    private static void prepared(Tx t) throws SQLException {
        try (PreparedStatement statement = t.connection().prepareStatement("SELECT count(*) FROM item")) {
            statement.executeQuery().close();
        }
    }

    @Test
    void s26000OfThePrologueToo() throws SQLException {
        Transactions acme = on(db.pool()).tenant("acme");
        for (int i = 0; i < 10; i++) {
            acme.run(t -> {});
        }
        forgetPreparedStatements();
        acme.run(BeginIT::insert);
        assertThat(log.retries()).containsExactly("26000 STALE_STATEMENT");
        assertThat(db.query("SELECT id FROM item")).containsExactly("2");
    }

    @Test
    void aDeadlineThatPassesInTheWaitForAConnectionLeavesItAsItIs() throws SQLException {
        Duration left = Duration.ofMillis(50);
        Transactions hurried;
        try (Connection taken = db.pool().getConnection()) {
            ScriptedDataSource slow = ScriptedDataSource.of(
                    () -> {
                        Deadline later = Deadline.in(left);
                        while (!later.hasPassed()) {
                            Thread.onSpinWait();
                        }
                        return taken;
                    },
                    db.pool()::getConnection);
            hurried = on(slow).deadline(left);
            Throwable caught = catchThrowable(() -> hurried.run(BeginIT::insert));
            assertThat(caught)
                    .isInstanceOf(DeadlineExceededException.class)
                    .hasMessageContaining("has passed while it waited for a connection");
            assertThat(slow.requests()).as("never tried again").isEqualTo(1);
            assertThat(taken.isClosed()).as("given back").isTrue();
        }
        assertThat(hurried.attempt(t -> 1))
                .isInstanceOfSatisfying(
                        Outcome.RolledBack.class,
                        rolledBack -> assertThat(rolledBack.cause()).isInstanceOf(DeadlineExceededException.class));
        assertThat(log.of(Begun.class)).isEmpty();
        assertThat(db.pool().getHikariPoolMXBean().getActiveConnections()).isZero();
    }

    @Test
    void aDataSourceThatGivesNothingIsNamed() {
        assertThat(catchThrowable(
                        () -> on(ScriptedDataSource.of(() -> null, () -> null)).run(t -> {})))
                .isInstanceOf(TransactionException.class)
                .hasMessage("transaction \"pay\" got no connection from its data source: getConnection() of"
                        + " io.datasafe.test.ScriptedDataSource returned null, must return a connection");
    }

    @Test
    void whatALaxPoolLeavesOpenIsNotCommitted() throws SQLException {
        for (boolean autoCommit : List.of(true, false)) {
            try (Connection only = db.database().dataSource().getConnection()) {
                only.setAutoCommit(false);
                execute(only, "INSERT INTO item VALUES (666)");
                if (autoCommit) {
                    only.rollback();
                    only.setAutoCommit(true);
                    execute(only, "BEGIN");
                    execute(only, "INSERT INTO item VALUES (666)");
                }
                on(ScriptedDataSource.reusing(only)).run(BeginIT::insert);
                assertThat(only.getAutoCommit()).isEqualTo(autoCommit);
                assertThat(db.query("SELECT id FROM item")).containsExactly("1");
            }
            db.execute("DELETE FROM item");
        }
    }

    @Test
    void aPoolOfReadOnlyConnectionsKeepsThem() throws SQLException {
        try (PooledDatabase readers = PooledDatabase.open(config -> {
            config.setReadOnly(true);
            config.setMaximumPoolSize(1);
        })) {
            for (Transactions each :
                    List.of(on(readers.pool()), on(readers.pool()).readOnly())) {
                assertThat(each.<List<String>, SQLException>call(
                                t -> query(t.connection(), "SHOW transaction_read_only")))
                        .containsExactly("on");
                try (Connection connection = readers.pool().getConnection()) {
                    assertThat(connection.isReadOnly()).isTrue();
                }
            }
        }
    }
}
