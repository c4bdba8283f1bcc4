package io.datasafe.test;

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

/**
 * A fresh database, with a HikariCP pool that reaches it through a {@link FaultProxy}. The code under test gets the pool; the test looks at
 * the database around the pool and the proxy, with {@link #execute} and {@link #query}.
 *
 * <p>All of them share one {@link EmbeddedCluster} of the JVM, a primary with one replica, which starts with the first. Needs HikariCP on
 * the class path, an optional dependency of the test kit. Thread-safe.
 *
 * @since 0.1
 */
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

    /** {@return a fresh database with a pool of at most 4 connections} */
    public static PooledDatabase open() {
        return open(4);
    }

    /**
     * Opens a fresh database.
     *
     * @param size the most connections of the pool
     * @return the database
     */
    public static PooledDatabase open(int size) {
        return open(config -> config.setMaximumPoolSize(size));
    }

    /**
     * Opens a fresh database with a pool that the test configures.
     *
     * @param settings changes the pool's configuration; its data source is set, and its connection timeout is 5 s
     * @return the database
     */
    public static PooledDatabase open(Consumer<HikariConfig> settings) {
        return new PooledDatabase(settings);
    }

    /** {@return the cluster that all databases of this class share in this JVM} */
    public static EmbeddedCluster cluster() {
        return Shared.CLUSTER;
    }

    /** {@return the proxy between the pool and the server} */
    public FaultProxy proxy() {
        return proxy;
    }

    /** {@return the database, reached around the pool and the proxy} */
    public Database database() {
        return database;
    }

    /** {@return the pool} */
    public HikariDataSource pool() {
        return pool;
    }

    /**
     * Runs a statement on a connection of its own, around the pool and the proxy, and commits it.
     *
     * @param sql the statement
     * @throws SQLException if the server refuses it
     */
    public void execute(String sql) throws SQLException {
        execute(database.dataSource(), sql);
    }

    /**
     * Runs a statement on a connection of its own.
     *
     * @param dataSource where the connection comes from
     * @param sql the statement
     * @throws SQLException if the server refuses it
     */
    public static void execute(DataSource dataSource, String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            execute(connection, sql);
        }
    }

    /**
     * Runs a statement.
     *
     * @param connection the connection to use; stays open
     * @param sql the statement
     * @throws SQLException if the server refuses it
     */
    public static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /**
     * Runs a query on a connection of its own, around the pool and the proxy: it sees what is committed.
     *
     * @param sql the query
     * @return the first column of every row, as text
     * @throws SQLException if the server refuses it
     */
    public List<String> query(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return query(connection, sql);
        }
    }

    /**
     * Runs a query.
     *
     * @param connection the connection to use; stays open
     * @param sql the query
     * @return the first column of every row, as text
     * @throws SQLException if the server refuses it
     */
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

    /** Closes the pool and the proxy, and drops the database. */
    @Override
    public void close() {
        pool.close();
        proxy.close();
        database.close();
    }
}
