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
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * A fresh database with a HikariCP pool that reaches it through a {@link FaultProxy}. The code under test uses the
 * pool. The test reads and writes the database directly, past the pool and the proxy, with {@link #execute} and
 * {@link #query}.
 *
 * <p>All instances in a JVM share one {@link EmbeddedCluster}, a primary with one replica, which starts with the first
 * instance. Requires HikariCP on the class path, an optional dependency of the test kit. Thread-safe.
 *
 * @since 0.1
 */
@SuppressWarnings("exports") // HikariCP is optional: users of the cluster alone need not have it.
public final class PooledDatabase implements AutoCloseable {
    /** Holds the shared cluster, which starts when this class is first used. */
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
        config.setDataSource(unpooled());
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
     * @param size the most connections in the pool
     * @return the database
     */
    public static PooledDatabase open(int size) {
        return open(config -> config.setMaximumPoolSize(size));
    }

    /**
     * Opens a fresh database with a pool that the test configures.
     *
     * @param settings changes the pool's configuration, in which the data source is set and the connection timeout is 5
     *     s
     * @return the database
     */
    public static PooledDatabase open(Consumer<HikariConfig> settings) {
        return new PooledDatabase(settings);
    }

    /** {@return the cluster that all instances share in this JVM} */
    public static EmbeddedCluster cluster() {
        return Shared.CLUSTER;
    }

    /** {@return the proxy between the pool and the server} */
    public FaultProxy proxy() {
        return proxy;
    }

    /** {@return the database, to reach it past the pool and the proxy} */
    public Database database() {
        return database;
    }

    /** {@return the pool} */
    public HikariDataSource pool() {
        return pool;
    }

    /** {@return a data source that opens a new session for each connection, through the proxy} */
    public DataSource unpooled() {
        return proxy.dataSource(
                database.name(),
                Shared.CLUSTER.primary().user(),
                Shared.CLUSTER.primary().password());
    }

    /**
     * Asserts that the code under test has left the pool clean: it has returned every connection, and each connection
     * has the auto-commit mode of the pool, is not read-only, has the isolation level read committed, and is outside of
     * a transaction. Takes all connections of the pool at once.
     *
     * @throws SQLException if a connection cannot be opened
     * @throws AssertionError if the pool is not clean
     */
    public void assertClean() throws SQLException {
        require(
                pool.getHikariPoolMXBean().getActiveConnections() == 0,
                pool.getHikariPoolMXBean().getActiveConnections() + " connections were not returned to the pool");
        List<Connection> all = new ArrayList<>();
        try {
            for (int i = 0; i < pool.getMaximumPoolSize(); i++) {
                all.add(pool.getConnection());
            }
            for (Connection each : all) {
                requireClean(each);
            }
        } finally {
            for (Connection each : all) {
                each.close();
            }
        }
    }

    private void requireClean(Connection connection) throws SQLException {
        TransactionState state = connection.unwrap(BaseConnection.class).getTransactionState();
        // The pool's own test of a connection without auto-commit begins a transaction.
        boolean outside = state == TransactionState.IDLE || state == TransactionState.OPEN && !pool.isAutoCommit();
        require(outside, "a connection was returned in a transaction, which is " + state);
        require(
                connection.getAutoCommit() == pool.isAutoCommit(),
                "a connection was returned with auto-commit " + connection.getAutoCommit());
        require(!connection.isReadOnly(), "a connection was returned read-only");
        require(
                connection.getTransactionIsolation() == Connection.TRANSACTION_READ_COMMITTED,
                "a connection was returned with isolation level " + connection.getTransactionIsolation());
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }

    /**
     * Runs a statement on its own connection, past the pool and the proxy, and commits it.
     *
     * @param sql the statement
     * @throws SQLException if the server rejects it
     */
    public void execute(String sql) throws SQLException {
        execute(database.dataSource(), sql);
    }

    /**
     * Runs a statement on its own connection.
     *
     * @param dataSource the data source of the connection
     * @param sql the statement
     * @throws SQLException if the server rejects it
     */
    public static void execute(DataSource dataSource, String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            execute(connection, sql);
        }
    }

    /**
     * Runs a statement.
     *
     * @param connection the connection to use; it stays open
     * @param sql the statement
     * @throws SQLException if the server rejects it
     */
    public static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /**
     * Runs a query on its own connection, past the pool and the proxy, so that it sees what is committed.
     *
     * @param sql the query
     * @return the first column of every row, as text
     * @throws SQLException if the server rejects it
     */
    public List<String> query(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return query(connection, sql);
        }
    }

    /**
     * Runs a query.
     *
     * @param connection the connection to use; it stays open
     * @param sql the query
     * @return the first column of every row, as text
     * @throws SQLException if the server rejects it
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
