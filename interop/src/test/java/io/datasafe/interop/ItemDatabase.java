package io.datasafe.interop;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.datasafe.test.PooledDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

/**
 * A {@link PooledDatabase} with a table {@code item (id int PRIMARY KEY)}. A pool of one connection shows that nobody
 * asked for a second one.
 */
final class ItemDatabase implements AutoCloseable {
    private final PooledDatabase database;

    private ItemDatabase(Consumer<HikariConfig> settings) {
        this.database = PooledDatabase.open(settings);
        execute("CREATE TABLE item (id int PRIMARY KEY)");
    }

    static ItemDatabase open(int size) {
        return open(config -> config.setMaximumPoolSize(size));
    }

    static ItemDatabase open(Consumer<HikariConfig> settings) {
        return new ItemDatabase(settings);
    }

    HikariDataSource pool() {
        return database.pool();
    }

    /** Runs a statement on a connection that does not belong to the pool. */
    void execute(String sql) {
        try {
            database.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    static void execute(Connection connection, String sql) {
        try {
            PooledDatabase.execute(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The committed ids. */
    List<Integer> stored() {
        try {
            return numbers(database.query("SELECT id FROM item ORDER BY id"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The ids that a connection sees. */
    static List<Integer> ids(Connection connection) {
        try {
            return numbers(PooledDatabase.query(connection, "SELECT id FROM item ORDER BY id"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Integer> numbers(List<String> ids) {
        return ids.stream().map(Integer::valueOf).toList();
    }

    void assertClean() throws SQLException {
        database.assertClean();
    }

    @Override
    public void close() {
        database.close();
    }
}
