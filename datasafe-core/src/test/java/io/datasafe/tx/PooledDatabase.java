package io.datasafe.tx;

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
import javax.sql.DataSource;

/** A fresh database of the cluster that all tests of a JVM share, with a pool on it. */
public final class PooledDatabase implements AutoCloseable {
    private static final class Shared {
        static final EmbeddedCluster CLUSTER =
                EmbeddedCluster.builder().replicas(1).start();
    }

    private final Database database = Shared.CLUSTER.freshDatabase();
    private final HikariDataSource pool;

    private PooledDatabase(int size) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(database.dataSource());
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(5_000);
        this.pool = new HikariDataSource(config);
    }

    public static PooledDatabase open() {
        return new PooledDatabase(4);
    }

    public static PooledDatabase open(int size) {
        return new PooledDatabase(size);
    }

    public static EmbeddedCluster cluster() {
        return Shared.CLUSTER;
    }

    public Database database() {
        return database;
    }

    public HikariDataSource pool() {
        return pool;
    }

    /** Runs a statement outside of any transaction under test. */
    public void execute(String sql) throws SQLException {
        execute(database.dataSource(), sql);
    }

    public static void execute(DataSource dataSource, String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            execute(connection, sql);
        }
    }

    public static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of every row, seen from outside of any transaction under test. */
    public List<String> query(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return query(connection, sql);
        }
    }

    public static List<String> query(Connection connection, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    @Override
    public void close() {
        pool.close();
        database.close();
    }
}
