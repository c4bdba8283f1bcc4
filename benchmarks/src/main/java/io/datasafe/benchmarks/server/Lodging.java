package io.datasafe.benchmarks.server;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.datasafe.test.cluster.EmbeddedCluster;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A database for one trial, on the run's server or, where a fork was started by hand, on one of its own.
 *
 * @since 0.1
 */
public final class Lodging implements AutoCloseable {
    private final @Nullable EmbeddedCluster own;
    private final Server server;
    private final String database = "bench_" + UUID.randomUUID().toString().replace("-", "");

    private Lodging(@Nullable EmbeddedCluster own, Server server) {
        this.own = own;
        this.server = server;
    }

    /** Creates the database. */
    public static Lodging open() throws SQLException {
        String file = System.getProperty(Server.PROPERTY);
        EmbeddedCluster own = file == null ? EmbeddedCluster.start() : null;
        Lodging lodging = new Lodging(own, own == null ? Server.read(Path.of(file)) : Server.of(own));
        lodging.administer("create database " + lodging.database);
        return lodging;
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
        try (Connection connection = DriverManager.getConnection(
                        url(server.host(), server.port(), "postgres"), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String url(String host, int port, String database) {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }

    /** Drops the database, and ends the server if it is its own. */
    @Override
    public void close() throws SQLException {
        administer("drop database " + database + " with (force)");
        if (own != null) {
            own.close();
        }
    }
}
