package io.datasafe.benchmarks.server;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.datasafe.test.cluster.EmbeddedCluster;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A database for a trial, on the run's server or, where a fork was started by hand, on one of its own.
 *
 * @since 0.1
 */
public final class Lodging implements AutoCloseable {
    static {
        // A connection that has been idle for half a second is asked whether it lives: a round trip that nobody expects
        // where a thread had to
        // wait that long for a core.
        System.setProperty("com.zaxxer.hikari.aliveBypassWindowMs", "600000");
    }

    private final @Nullable EmbeddedCluster own;
    private final Server server;
    private final String database;
    private final boolean shared;

    private Lodging(@Nullable EmbeddedCluster own, Server server, String database, boolean shared) {
        this.own = own;
        this.server = server;
        this.database = database;
        this.shared = shared;
    }

    private static Lodging on(String database, boolean shared) {
        String file = System.getProperty(Server.PROPERTY);
        if (file != null) {
            return new Lodging(null, Server.read(Path.of(file)), database, shared);
        }
        EmbeddedCluster own = EmbeddedCluster.start();
        return new Lodging(own, Server.of(own), database, shared);
    }

    /** Creates the database. */
    public static Lodging open() throws SQLException {
        Lodging lodging = on(fresh(), false);
        lodging.administer("create database " + lodging.database);
        return lodging;
    }

    /**
     * A database that is filled once for all trials of a run, which only read from it. It goes with the server.
     *
     * @param name its name
     * @param fill the statements that fill it
     * @return where it is
     * @throws SQLException if the server refuses
     */
    public static Lodging shared(String name, List<String> fill) throws SQLException {
        Lodging lodging = on(name, true);
        if (!lodging.isThere()) {
            // Under another name until it is full: a trial that fails half-way leaves nothing for the next.
            String half = name + "_half";
            lodging.administer("drop database if exists " + half);
            lodging.administer("create database " + half);
            for (String statement : fill) {
                lodging.execute(half, statement);
            }
            lodging.administer("alter database " + half + " rename to " + name);
        }
        return lodging;
    }

    /**
     * A copy of a database that is filled once for a run: for trials that write. It goes with the trial.
     *
     * @param name the name of what is copied
     * @param fill the statements that fill it
     * @return where the copy is
     * @throws SQLException if the server refuses
     */
    public static Lodging copy(String name, List<String> fill) throws SQLException {
        Lodging original = shared(name, fill);
        Lodging copy = new Lodging(original.own, original.server, fresh(), false);
        copy.administer("create database " + copy.database + " template " + name);
        return copy;
    }

    private static String fresh() {
        return "bench_" + UUID.randomUUID().toString().replace("-", "");
    }

    private boolean isThere() throws SQLException {
        try (Connection connection = connect("postgres");
                PreparedStatement select = connection.prepareStatement("select 1 from pg_database where datname = ?")) {
            select.setString(1, database);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /** {@return where it is} */
    public Server server() {
        return server;
    }

    /** Opens a pool as HikariCP's documentation advises: of a fixed size. */
    public HikariDataSource pool(String host, int port, int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url(host, port, database));
        config.setUsername(server.user());
        config.setPassword(server.password());
        config.setMaximumPoolSize(connections);
        return new HikariDataSource(config);
    }

    private void administer(String sql) throws SQLException {
        execute("postgres", sql);
    }

    private void execute(String where, String sql) throws SQLException {
        try (Connection connection = connect(where);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect(String where) throws SQLException {
        return DriverManager.getConnection(url(server.host(), server.port(), where), server.user(), server.password());
    }

    private static String url(String host, int port, String database) {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }

    /** Drops the database unless it is shared, and ends the server if it is its own. */
    @Override
    public void close() throws SQLException {
        if (!shared) {
            administer("drop database " + database + " with (force)");
        }
        if (own != null) {
            own.close();
        }
    }
}
