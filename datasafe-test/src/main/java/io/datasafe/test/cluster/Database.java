package io.datasafe.test.cluster;

import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * A database for one test, on the primary of an {@link EmbeddedCluster} and, once replayed, on its replicas.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public final class Database implements AutoCloseable {
    private final String name;
    private final PostgresNode node;
    private final Supplier<PostgresNode> writer;

    Database(String name, PostgresNode node, Supplier<PostgresNode> writer) {
        this.name = name;
        this.node = node;
        this.writer = writer;
    }

    /** {@return the database's name, unique in its cluster} */
    public String name() {
        return name;
    }

    /** {@return the URL on the primary that the database was created on, without user and password} */
    public String jdbcUrl() {
        return jdbcUrl(node);
    }

    /**
     * Returns the database's URL on a node.
     *
     * @param on the primary or a replica
     * @return the URL, without user and password
     */
    public String jdbcUrl(PostgresNode on) {
        return on.jdbcUrl(name);
    }

    /** {@return a data source, without a pool, on the primary that the database was created on} */
    public DataSource dataSource() {
        return dataSource(node);
    }

    /**
     * Returns a data source, without a pool, on a node. A replica has the database once it has replayed its creation:
     * call {@link EmbeddedCluster#awaitReplay()} first.
     *
     * @param on the primary or a replica
     * @return a data source that connects as the superuser
     */
    public DataSource dataSource(PostgresNode on) {
        return on.dataSource(name);
    }

    /**
     * Drops the database with {@code DROP DATABASE IF EXISTS ... WITH (FORCE)}, which ends the connections to it. Does
     * nothing if the primary is stopped or frozen; the database is then removed with the cluster.
     *
     * @throws ClusterException if the server rejects the statement
     */
    @Override
    public void close() {
        PostgresNode on = writer.get();
        if (on.isRunning() && !on.isFrozen()) {
            Sql.with(on, "dropping " + name, connection -> {
                Sql.run(connection, "drop database if exists " + name + " with (force)");
                return name;
            });
        }
    }

    /** {@return the name and the node, for messages} */
    @Override
    public String toString() {
        return name + " on " + node;
    }
}
