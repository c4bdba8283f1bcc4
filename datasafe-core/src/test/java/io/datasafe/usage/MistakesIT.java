package io.datasafe.usage;

import static io.datasafe.test.PooledDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datasafe.event.Event;
import io.datasafe.load.LoadScope;
import io.datasafe.load.Loader;
import io.datasafe.load.Loaders;
import io.datasafe.test.PooledDatabase;
import io.datasafe.tx.Guard;
import io.datasafe.tx.Reaction;
import io.datasafe.tx.TransactionEvent.GuardHit;
import io.datasafe.tx.Transactions;
import io.datasafe.tx.TransactionsBuilder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Code of a user's, in a package of its own: messages name its places. */
class MistakesIT {
    private final List<Event> events = new ArrayList<>();
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

    private TransactionsBuilder on(DataSource dataSource) {
        return Transactions.on(dataSource).listener(events::add);
    }

    @Test
    void aSecondConnectionIsRefusedAtOnceWithBothPlaces() {
        DataSource guarded = Transactions.guarded(db.pool());
        Transactions tx = on(guarded).build().named("pay");
        assertThatThrownBy(() -> tx.run(t -> guarded.getConnection()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching("a second connection was asked for at .*MistakesIT.* inside transaction \"pay\","
                        + " which began at .*MistakesIT.*: .*");
        assertThat(events).anyMatch(e -> e instanceof GuardHit hit && hit.guard() == Guard.SECOND_CONNECTION);
        assertThatCode(() -> guarded.getConnection().close()).doesNotThrowAnyException();
    }

    @Test
    void theIdleGuardNamesTheUsersLineAroundALoader() {
        Loader<Integer, Integer> items =
                Loaders.sql("item", "SELECT id FROM item WHERE id = ANY (?)", Integer.class, row -> row.getInt(1));
        on(db.pool()).idleBound(Duration.ofNanos(1)).build().run(t -> {
            try (LoadScope scope = LoadScope.open(t)) {
                scope.get(items, 1);
            }
        });
        assertThat(events)
                .filteredOn(GuardHit.class::isInstance)
                .isNotEmpty()
                .allSatisfy(
                        e -> assertThat(((GuardHit) e).message())
                                .matches(
                                        ".* after the statement at io.datasafe.*usage.MistakesIT.* and before .* at .*usage.MistakesIT.*"));
    }

    @Test
    void whatMustBeOutsideIsRefusedInside() {
        Transactions tx = on(db.pool()).build();
        Transactions.outside("HTTP to the bank");
        assertThatThrownBy(() -> tx.run(t -> Transactions.outside("HTTP to the bank")))
                .hasMessageMatching("HTTP to the bank at .*MistakesIT.* must be outside of a transaction, and is inside"
                        + " transaction \"transaction\", which began at .*MistakesIT.*");
        on(db.pool()).guard(Guard.OUTSIDE, Reaction.OFF).build().run(t -> Transactions.outside("HTTP"));
        events.clear();
        on(db.pool()).guard(Guard.OUTSIDE, Reaction.REPORT).build().run(t -> Transactions.outside("HTTP"));
        assertThat(events).anyMatch(GuardHit.class::isInstance);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COMMIT",
                " /* x */ commit",
                "rollback",
                "-- x\nBegin",
                "END",
                "START TRANSACTION",
                "PREPARE TRANSACTION 'x'",
                "INSERT INTO item VALUES (2); COMMIT",
                "INSERT INTO item VALUES (2); SELECT 'x' LIKE 'y' ESCAPE'\\'; COMMIT",
                "INSERT INTO item VALUES (2); SELECT 1 AS a$x$b; COMMIT",
                "INSERT INTO item VALUES (2); -- c\rCOMMIT",
                "{oj COMMIT}",
                "PREPARE/**/TRANSACTION 'x'",
                "ABORT"
            })
    void sqlThatEndsTheTransactionIsRefusedAndNothingOfItStays(String sql) throws SQLException {
        Transactions tx = on(db.pool()).build();
        assertThatThrownBy(() -> tx.run(t -> {
                    execute(t.connection(), "INSERT INTO item VALUES (1)");
                    execute(t.connection(), sql);
                    execute(t.connection(), "INSERT INTO item VALUES (3)");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(db.query("SELECT id FROM item")).isEmpty();
        assertThatThrownBy(() -> tx.run(t -> {
                    try (PreparedStatement statement = t.connection().prepareStatement(sql)) {
                        statement.execute();
                    }
                    execute(t.connection(), "INSERT INTO item VALUES (3)");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(db.query("SELECT id FROM item WHERE id = 3")).isEmpty();
        tx.run(t -> execute(t.connection(), "INSERT INTO item VALUES (4)"));
        assertThat(db.query("SELECT id FROM item WHERE id = 4")).hasSize(1);
    }

    @Test
    void theSameIsRefusedThroughTheConnectionAndPastTheGuard() throws SQLException {
        Transactions tx = on(db.pool()).build();
        assertThatThrownBy(() -> tx.run(t -> t.connection().commit()))
                .hasMessageContaining("commit() was called inside");
        assertThatThrownBy(() -> tx.run(t -> t.connection().rollback())).hasMessageContaining("rollback() was called");
        assertThatThrownBy(() -> tx.run(t -> t.connection().setAutoCommit(true)))
                .hasMessageContaining("setAutoCommit");
        assertThatThrownBy(() -> tx.serializable().run(t -> {
                    Connection driver = t.connection().unwrap(org.postgresql.core.BaseConnection.class);
                    execute(driver, "INSERT INTO item VALUES (1)");
                    driver.commit();
                }))
                .hasMessageContaining("was ended by its own work");
    }

    @Test
    void savepointsOfJdbcAndHarmlessWordsAreAllowed() throws SQLException {
        on(db.pool()).build().run(t -> {
            Connection connection = t.connection();
            java.sql.Savepoint savepoint = connection.setSavepoint("a");
            execute(connection, "INSERT INTO item VALUES (1)");
            connection.rollback(savepoint);
            execute(connection, "SAVEPOINT b; ROLLBACK TO SAVEPOINT b");
            execute(connection, "ROLLBACK TO b");
            execute(connection, "PREPARE p AS SELECT 1");
            execute(connection, "EXPLAIN SELECT 1");
            connection.createStatement().executeBatch();
            connection.prepareStatement("INSERT INTO item VALUES (?)").executeBatch();
        });
        assertThat(db.query("SELECT id FROM item")).isEmpty();
    }

    @Test
    void aConnectionHeldIdleIsReportedWithBothPlaces() throws SQLException {
        on(db.pool()).idleBound(Duration.ofNanos(1)).build().run(t -> {
            try (Statement statement = t.connection().createStatement()) {
                statement.execute("INSERT INTO item VALUES (1)");
                statement.execute("INSERT INTO item VALUES (2)");
            }
        });
        assertThat(events.stream().filter(GuardHit.class::isInstance).map(e -> ((GuardHit) e).message()))
                .hasSize(2)
                .allMatch(m -> m.matches(".* held its connection idle for \\d+ ms, after the statement at"
                        + " .*MistakesIT.* and before .* at .*MistakesIT.*"));
        assertThat(db.query("SELECT id FROM item")).hasSize(2);
    }

    @Test
    void joinedCodeCommitsNothingAndItsRollbackDooms() throws SQLException {
        Transactions tx = on(db.pool()).build();
        DataSource joined = tx.dataSource();
        tx.run(t -> {
            try (Connection connection = joined.getConnection()) {
                assertThat(connection.getAutoCommit()).isTrue();
                connection.setAutoCommit(false);
                assertThat(connection.getAutoCommit()).isFalse();
                execute(connection, "INSERT INTO item VALUES (1)");
                connection.commit();
                connection.setAutoCommit(true);
                assertThat(connection.getAutoCommit()).isTrue();
                assertThat(connection.unwrap(org.postgresql.PGConnection.class)).isNotNull();
            }
            assertThat(db.query("SELECT id FROM item")).isEmpty();
        });
        assertThat(db.query("SELECT id FROM item")).containsExactly("1");
        assertThatThrownBy(() -> tx.run(t -> {
                    try (Connection connection = joined.getConnection()) {
                        execute(connection, "INSERT INTO item VALUES (2)");
                        connection.rollback();
                    }
                }))
                .isInstanceOf(io.datasafe.tx.SilentRollbackException.class);
        try (Connection connection = joined.getConnection()) {
            execute(connection, "INSERT INTO item VALUES (3)");
        }
        assertThat(db.query("SELECT id FROM item ORDER BY id")).containsExactly("1", "3");
    }
}
