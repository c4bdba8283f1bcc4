package io.datasafe.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.datasafe.test.cluster.Database;
import io.datasafe.test.cluster.EmbeddedCluster;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * A fresh database with a table {@code item (id int PRIMARY KEY)}, and a pool on it. A pool of one connection shows that nobody asked for a
 * second one.
 */
final class PooledDatabase implements AutoCloseable {
    private static final class Shared {
        static final EmbeddedCluster CLUSTER = EmbeddedCluster.start();
    }

    private final Database database = Shared.CLUSTER.freshDatabase();
    private final HikariDataSource pool;

    private PooledDatabase(Consumer<HikariConfig> settings) {
        execute("CREATE TABLE item (id int PRIMARY KEY)");
        HikariConfig config = new HikariConfig();
        config.setDataSource(database.dataSource());
        config.setConnectionTimeout(5_000);
        settings.accept(config);
        this.pool = new HikariDataSource(config);
    }

    static PooledDatabase open(int size) {
        return open(config -> config.setMaximumPoolSize(size));
    }

    static PooledDatabase open(Consumer<HikariConfig> settings) {
        return new PooledDatabase(settings);
    }

    HikariDataSource pool() {
        return pool;
    }

    /** Runs a statement on a connection that is not of the pool. */
    void execute(String sql) {
        try (Connection connection = database.dataSource().getConnection()) {
            execute(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static void execute(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** What everybody else sees. */
    List<Integer> stored() {
        try (Connection connection = database.dataSource().getConnection()) {
            return ids(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Integer> ids(Connection connection) {
        List<Integer> ids = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id FROM item ORDER BY id")) {
            while (rows.next()) {
                ids.add(rows.getInt(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return ids;
    }

    /** Nobody holds a connection, and each of them is as it was made. */
    void assertClean() throws SQLException {
        assertThat(pool.getHikariPoolMXBean().getActiveConnections())
                .as("connections that were not given back")
                .isZero();
        List<Connection> all = new ArrayList<>();
        for (int i = 0; i < pool.getMaximumPoolSize(); i++) {
            all.add(pool.getConnection());
        }
        for (Connection each : all) {
            assertThat(each.getAutoCommit()).as("autocommit").isEqualTo(pool.isAutoCommit());
            assertThat(each.isReadOnly()).as("read-only").isFalse();
            assertThat(each.getTransactionIsolation()).as("isolation").isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
            assertThat(each.unwrap(BaseConnection.class).getTransactionState())
                    .as("state")
                    .isIn(TransactionState.IDLE, pool.isAutoCommit() ? TransactionState.IDLE : TransactionState.OPEN);
            each.close();
        }
    }

    @Override
    public void close() {
        pool.close();
        database.close();
    }
}
