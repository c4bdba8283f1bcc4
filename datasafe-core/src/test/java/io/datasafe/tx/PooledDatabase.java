package io.datasafe.tx;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.datasafe.test.cluster.Database;
import io.datasafe.test.cluster.EmbeddedCluster;
import io.datasafe.test.proxy.FaultProxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** A fresh database of the cluster that all tests of a JVM share, with a pool on it behind a proxy. */
public final class PooledDatabase implements AutoCloseable {
    private static final class Shared {
        static final EmbeddedCluster CLUSTER =
                EmbeddedCluster.builder().replicas(1).start();
    }

    private final Database database = Shared.CLUSTER.freshDatabase();
    private final FaultProxy proxy = FaultProxy.start(
            Shared.CLUSTER.primary().host(), Shared.CLUSTER.primary().port());
    private final HikariDataSource pool;

    private PooledDatabase(Consumer<HikariConfig> settings) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(proxy.dataSource(
                database.name(),
                Shared.CLUSTER.primary().user(),
                Shared.CLUSTER.primary().password()));
        config.setConnectionTimeout(5_000);
        settings.accept(config);
        this.pool = new HikariDataSource(config);
    }

    public static PooledDatabase open() {
        return open(4);
    }

    public static PooledDatabase open(int size) {
        return open(config -> config.setMaximumPoolSize(size));
    }

    public static PooledDatabase open(Consumer<HikariConfig> settings) {
        return new PooledDatabase(settings);
    }

    /** Between the pool and the server; {@link #execute} and {@link #query} go around it. */
    public FaultProxy proxy() {
        return proxy;
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
        proxy.close();
        database.close();
    }
}
