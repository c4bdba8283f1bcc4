package io.datasafe.tx;

import static io.datasafe.test.PooledDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datasafe.event.Event;
import io.datasafe.sqlstate.SqlState;
import io.datasafe.test.PooledDatabase;
import io.datasafe.test.proxy.Trigger;
import io.datasafe.tx.TransactionEvent.GaveUp;
import io.datasafe.tx.TransactionEvent.GiveUpReason;
import io.datasafe.tx.TransactionEvent.RetryReason;
import io.datasafe.tx.TransactionEvent.Retrying;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which failures are run again, by SQLSTATE and phase. */
class RetryPhasesIT {
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger runs = new AtomicInteger();
    private PooledDatabase db;
    private Transactions tx;

    @BeforeEach
    void open() throws SQLException {
        db = PooledDatabase.open(2);
        db.execute("CREATE TABLE item (id int UNIQUE DEFERRABLE INITIALLY DEFERRED)");
        tx = on(db.pool(), Retry.DEFAULT.budget(RetryBudget.unlimited()));
    }

    @AfterEach
    void close() {
        db.close();
    }

    private Transactions on(DataSource dataSource, Retry retry) {
        return Transactions.on(dataSource).retry(retry).listener(events::add).build();
    }

    private List<RetryReason> reasons() {
        return events.stream()
                .filter(Retrying.class::isInstance)
                .map(e -> ((Retrying) e).reason())
                .toList();
    }

    private List<GiveUpReason> gaveUp() {
        return events.stream()
                .filter(GaveUp.class::isInstance)
                .map(e -> ((GaveUp) e).reason())
                .toList();
    }

    @Test
    void aSessionLostBeforeCommitIsReplaced() throws SQLException {
        tx.run(t -> {
            execute(t.connection(), "INSERT INTO item VALUES (1)");
            if (runs.incrementAndGet() == 1) {
                db.proxy().cutAll();
                execute(t.connection(), "SELECT 1");
            }
        });
        assertThat(runs).hasValue(2);
        assertThat(reasons()).containsExactly(RetryReason.SESSION_LOST);
        assertThat(db.query("SELECT id FROM item")).containsExactly("1");
    }

    @Test
    void aSessionEndedByAnAdministratorIsReplaced() throws SQLException {
        tx.run(t -> {
            execute(t.connection(), "INSERT INTO item VALUES (1)");
            if (runs.incrementAndGet() == 1) {
                execute(t.connection(), "SELECT pg_terminate_backend(pg_backend_pid())");
            }
        });
        assertThat(reasons()).containsExactly(RetryReason.SESSION_LOST);
    }

    @Test
    void aLostSessionOfAnotherDatabaseIsNotOurs() {
        SQLException theirs = new SQLException("their connection is gone", "08006");
        assertThatThrownBy(() -> tx.run(t -> {
                    runs.incrementAndGet();
                    execute(t.connection(), "SELECT 1");
                    throw theirs;
                }))
                .isSameAs(theirs);
        assertThat(runs).hasValue(1);
    }

    @Test
    void sessionsThatWereEndedForBeingIdleAreNot() {
        assertThatThrownBy(() -> tx.timeouts(Timeouts.none().idle(Duration.ofMillis(1)))
                        .run(t -> {
                            runs.incrementAndGet();
                            execute(t.connection(), "SELECT 1");
                            while (!db.query("SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
                                            + " AND state LIKE 'idle in transaction%'")
                                    .isEmpty()) {
                                Thread.onSpinWait();
                            }
                            execute(t.connection(), "SELECT 1");
                        }))
                .satisfies(e -> assertThat(SqlState.of(e)).isEqualTo("25P03"));
        assertThat(runs).hasValue(1);
    }

    @Test
    void noConnectionIsWaitedFor() throws SQLException {
        db.proxy().on(Trigger.connect()).times(2).cut();
        db.pool().getHikariPoolMXBean().softEvictConnections();
        tx.run(t -> execute(t.connection(), "INSERT INTO item VALUES (1)"));
        assertThat(db.query("SELECT id FROM item")).containsExactly("1");
    }

    @Test
    void aPoolThatIsUsedUpIsRetriedAndThenGivenUp() throws SQLException {
        try (PooledDatabase small = PooledDatabase.open(config -> {
                    config.setMaximumPoolSize(1);
                    config.setConnectionTimeout(250);
                });
                Connection taken = small.pool().getConnection()) {
            assertThat(taken.isValid(1)).isTrue();
            assertThatThrownBy(() -> on(small.pool(), Retry.upTo(2).within(Duration.ofMinutes(1)))
                            .run(t -> {}))
                    .hasMessageContaining("got no connection from its data source");
        }
        assertThat(reasons()).containsExactly(RetryReason.NO_CONNECTION);
        assertThat(gaveUp()).containsExactly(GiveUpReason.ATTEMPTS);
    }

    @Test
    void anEmptyBudgetEndsTheRetries() {
        RetryBudget budget = RetryBudget.of(0, 0.001);
        while (budget.take(RetryBudget.CONFLICT)) {
            runs.incrementAndGet();
        }
        runs.set(0);
        assertThatThrownBy(() -> on(db.pool(), Retry.upTo(10).budget(budget)).run(t -> {
                    runs.incrementAndGet();
                    throw new SQLException("conflict", SqlState.SERIALIZATION_FAILURE);
                }))
                .hasMessage("conflict");
        assertThat(runs).hasValue(1);
        assertThat(gaveUp()).containsExactly(GiveUpReason.BUDGET);
    }

    @Test
    void aStandbyThatAnswersIsLeftOnce() throws SQLException {
        db.execute("INSERT INTO item VALUES (7)");
        PooledDatabase.cluster().awaitReplay();
        DataSource replica =
                PooledDatabase.cluster().replica(0).dataSource(db.database().name());
        DataSource primary = db.database().dataSource();
        AtomicInteger asked = new AtomicInteger();
        DataSource first = (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, args) -> method.invoke(asked.getAndIncrement() == 0 ? replica : primary, args));
        on(first, Retry.DEFAULT).run(t -> execute(t.connection(), "INSERT INTO item VALUES (1)"));
        assertThat(reasons()).containsExactly(RetryReason.STANDBY);
        assertThat(db.query("SELECT id FROM item WHERE id = 1")).hasSize(1);
        events.clear();
        assertThatThrownBy(() ->
                        on(replica, Retry.DEFAULT).run(t -> execute(t.connection(), "INSERT INTO item VALUES (2)")))
                .satisfies(e -> assertThat(SqlState.of(e)).isEqualTo("25006"));
        assertThat(reasons()).containsExactly(RetryReason.STANDBY);
        assertThatThrownBy(() -> tx.readOnly().run(t -> execute(t.connection(), "INSERT INTO item VALUES (2)")))
                .satisfies(e -> assertThat(SqlState.of(e)).isEqualTo("25006"));
        assertThat(reasons()).hasSize(1);
    }

    @Test
    void aStalePlanGoesWithItsConnection() throws SQLException {
        db.execute("CREATE TABLE shape (a int)");
        db.pool().getHikariConfigMXBean().setMaximumPoolSize(1);
        db.pool().getHikariPoolMXBean().softEvictConnections();
        try (Connection connection = db.pool().getConnection();
                PreparedStatement warm = connection.prepareStatement("SELECT * FROM shape")) {
            for (int i = 0; i < 10; i++) {
                warm.executeQuery().close();
            }
        }
        tx.run(t -> {
            if (runs.incrementAndGet() == 1) {
                db.execute("ALTER TABLE shape ADD COLUMN b int");
            }
            try (PreparedStatement statement = t.connection().prepareStatement("SELECT * FROM shape")) {
                statement.executeQuery().close();
            }
        });
        assertThat(reasons()).containsExactly(RetryReason.STALE_STATEMENT);
        assertThat(runs).hasValue(2);
    }

    @Test
    void otherStatesAreRetriedIfAskedFor() throws SQLException {
        db.execute("INSERT INTO item VALUES (1)");
        assertThatThrownBy(() -> tx.run(t -> {
                    runs.incrementAndGet();
                    execute(t.connection(), "INSERT INTO item VALUES (1)");
                }))
                .satisfies(e -> assertThat(SqlState.of(e)).isEqualTo("23505"));
        assertThat(runs).hasValue(1);
        on(db.pool(), Retry.upTo(3).also("23505")).run(t -> {
            if (runs.incrementAndGet() == 3) {
                db.execute("DELETE FROM item");
            }
            execute(t.connection(), "INSERT INTO item VALUES (1)");
        });
        assertThat(reasons()).containsExactly(RetryReason.ASKED);
        for (String wrong : List.of("2350", "abcde", "08006", "57P01", "25P02", "")) {
            assertThatThrownBy(() -> Retry.DEFAULT.also(wrong)).hasMessageContaining("sqlState is \"" + wrong + "\"");
        }
    }

    @Test
    void noAttemptBeginsAfterTheDeadline() {
        assertThatThrownBy(() -> on(db.pool(), Retry.upTo(10).backoff(Duration.ofHours(1), Duration.ofHours(1)))
                        .deadline(Duration.ofSeconds(30))
                        .run(t -> {
                            runs.incrementAndGet();
                            throw new SQLException("conflict", SqlState.SERIALIZATION_FAILURE);
                        }))
                .hasMessage("conflict");
        assertThat(gaveUp()).containsExactly(GiveUpReason.TIME);
        Transactions late = tx.deadline(Duration.ofNanos(1));
        assertThatThrownBy(() -> late.run(t -> runs.incrementAndGet()))
                .isInstanceOf(DeadlineExceededException.class)
                .hasMessageContaining("was not begun: deadline(PT0.000000001S) has passed");
        assertThatThrownBy(() -> tx.run(t -> late.run(s -> runs.incrementAndGet())))
                .isInstanceOf(DeadlineExceededException.class);
        assertThat(runs).hasValue(1);
    }

    @Test
    void joinedWorkMayHaveAnEarlierDeadline() throws SQLException {
        tx.run(t -> {
            assertThatThrownBy(() ->
                            t.savepoint(s -> tx.deadline(Duration.ofMillis(50)).call(u -> {
                                while (true) {
                                    execute(u.connection(), "SELECT 1");
                                }
                            })))
                    .satisfies(e -> assertThat(SqlState.of(e)).isEqualTo("57014"));
            execute(t.connection(), "INSERT INTO item VALUES (1)");
        });
        assertThat(db.query("SELECT id FROM item")).containsExactly("1");
    }
}
