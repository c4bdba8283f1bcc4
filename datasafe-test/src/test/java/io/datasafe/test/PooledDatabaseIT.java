package io.datasafe.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fixtures on a pool: what is left behind in it, sessions side by side, one connection for all. */
class PooledDatabaseIT {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPoolThatWasUsedProperlyIsClean(boolean autoCommit) throws SQLException {
        try (PooledDatabase db = PooledDatabase.open(config -> {
            config.setMaximumPoolSize(2);
            config.setAutoCommit(autoCommit);
        })) {
            try (Connection connection = db.pool().getConnection()) {
                assertThat(PooledDatabase.query(connection, "SELECT 1")).containsExactly("1");
            }
            db.assertClean();
            assertThat(db.pool().getHikariPoolMXBean().getActiveConnections()).isZero();
        }
    }

    @Test
    void aReadOnlyConnectionIsReported() throws SQLException {
        try (PooledDatabase db = PooledDatabase.open(config -> config.setReadOnly(true))) {
            assertThatThrownBy(db::assertClean)
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("a connection was returned read-only");
        }
    }

    @Test
    void aConnectionThatWasNotReturnedIsReported() throws SQLException {
        try (PooledDatabase db = PooledDatabase.open(2);
                Connection forgotten = db.pool().getConnection()) {
            assertThatThrownBy(db::assertClean)
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("1 connections were not returned to the pool");
            assertThat(forgotten.isValid(5)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"BEGIN", "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SERIALIZABLE"})
    void whatTheSessionWasLeftInIsReported(String sql) throws SQLException {
        try (PooledDatabase db = PooledDatabase.open(1)) {
            try (Connection connection = db.pool().getConnection()) {
                PooledDatabase.execute(connection, sql);
            }
            assertThatThrownBy(db::assertClean)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining(
                            sql.equals("BEGIN") ? "in a transaction, which is OPEN" : "isolation level 8");
        }
    }

    @Test
    void aSessionIsSeenToWaitForAnother() throws Exception {
        try (PooledDatabase db = PooledDatabase.open(1)) {
            db.execute("CREATE TABLE account (id int PRIMARY KEY, balance int); INSERT INTO account VALUES (1, 10)");
            DataSource source = db.unpooled();
            try (ConcurrentSession one = ConcurrentSession.open(source);
                    ConcurrentSession other = ConcurrentSession.open(source)) {
                one.begin("read committed").execute("UPDATE account SET balance = balance + 1 WHERE id = 1");
                Future<?> update = other.start("UPDATE account SET balance = balance * 2 WHERE id = 1");
                other.awaitBlocked();
                assertThat(update.isDone()).isFalse();
                one.commit();
                update.get(30, TimeUnit.SECONDS);
                assertThat(db.query("SELECT balance FROM account")).containsExactly("22");
                assertThat(other.start(() -> PooledDatabase.query(other.connection(), "SELECT 1"))
                                .get(30, TimeUnit.SECONDS))
                        .containsExactly("1");
                Future<?> wrong = other.start("SELECT 1 / 0");
                assertThatThrownBy(() -> wrong.get(30, TimeUnit.SECONDS))
                        .isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(SQLException.class);
            }
        }
    }

    @Test
    void aSessionThatCannotBeOpenedLeavesNoConnection() throws SQLException {
        try (PooledDatabase db = PooledDatabase.open(1)) {
            DataSource aborted = ScriptedDataSource.of(() -> {
                Connection connection = db.pool().getConnection();
                connection.abort(Runnable::run);
                return connection;
            });
            assertThatThrownBy(() -> ConcurrentSession.open(aborted)).isInstanceOf(SQLException.class);
            db.assertClean();
        }
    }

    @Test
    void oneConnectionServesAllAndStaysAsItIs() throws SQLException {
        try (PooledDatabase db = PooledDatabase.open(1);
                Connection connection = db.pool().getConnection()) {
            ScriptedDataSource source = ScriptedDataSource.reusing(connection);
            try (Connection first = source.getConnection()) {
                first.setAutoCommit(false);
                PooledDatabase.execute(first, "CREATE TABLE kept (id int)");
            }
            try (Connection second = source.getConnection()) {
                assertThat(second.getAutoCommit()).isFalse();
                assertThat(PooledDatabase.query(second, "SELECT count(*) FROM kept"))
                        .containsExactly("0");
                assertThat(second.unwrap(Connection.class)).isSameAs(connection);
                assertThatThrownBy(() -> second.setTransactionIsolation(-1))
                        .as("a failure of the connection itself, not of the proxy")
                        .isInstanceOf(SQLException.class);
                assertThatThrownBy(() -> PooledDatabase.execute(second, "nonsense"))
                        .isInstanceOf(SQLException.class);
                second.rollback();
            }
            assertThat(source.requests()).isEqualTo(2);
        }
    }
}
