package io.datasafe.test.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A real PostgreSQL primary with streaming replicas, for tests, without Docker.
 *
 * <pre>{@code
 * try (EmbeddedCluster cluster = EmbeddedCluster.builder().replicas(1).start();
 *         Database database = cluster.freshDatabase()) {
 *     insert(database.dataSource());
 *     cluster.awaitReplay();
 *     read(database.dataSource(cluster.replica(0)));
 * }
 * }</pre>
 *
 * <p>Defaults: the newest PostgreSQL on the class path, no replica, free ports on 127.0.0.1, a superuser "postgres"
 * with a random password, {@code synchronous_commit=on}. Files are not flushed to disk ({@code fsync=off}): a killed
 * server loses nothing, but a crash of the machine would lose data.
 *
 * <p>{@link #close()} ends all servers and removes all files except the cache of unpacked binaries. The same happens if
 * this JVM ends without calling it, even by SIGKILL.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public final class EmbeddedCluster implements AutoCloseable {
    private final PostgresVersion version;
    private final ClusterContext context;
    private final PostgresNode primary;
    private final List<Replica> replicas;
    private final Databases databases;
    private volatile PostgresNode writer;

    EmbeddedCluster(PostgresVersion version, ClusterContext context, PostgresNode primary, List<Replica> replicas) {
        this.version = version;
        this.context = context;
        this.primary = primary;
        this.replicas = List.copyOf(replicas);
        this.writer = primary;
        this.databases = new Databases(() -> writer);
    }

    /**
     * Starts a primary without replicas, with all defaults.
     *
     * @return a cluster that accepts connections
     * @throws ClusterException if the cluster cannot start; the message says why and what to do
     */
    public static EmbeddedCluster start() {
        return builder().start();
    }

    /** {@return a builder with all defaults} */
    public static EmbeddedClusterBuilder builder() {
        return new EmbeddedClusterBuilder();
    }

    /** {@return the version of PostgreSQL that is running} */
    public PostgresVersion version() {
        return version;
    }

    /** {@return the node that was started as the primary; still the same node after a replica is promoted} */
    public PostgresNode primary() {
        return primary;
    }

    /**
     * Returns a replica.
     *
     * @param index the index from 0; 0 is "replica-1"
     * @return the replica; it keeps its index when it is promoted
     * @throws IllegalArgumentException if the index is out of range
     */
    public Replica replica(int index) {
        if (index < 0 || index >= replicas.size()) {
            throw new IllegalArgumentException("replica must be 0 to " + (replicas.size() - 1) + " and is " + index
                    + ": this cluster has " + replicas.size() + ", start it with builder().replicas(n)");
        }
        return replicas.get(index);
    }

    /** {@return all replicas, including promoted ones} */
    public List<Replica> replicas() {
        return replicas;
    }

    /**
     * Makes the other replicas follow a promoted one, and waits until each running one streams from it.
     * {@link #freshDatabase()} uses the promoted replica from now on. A stopped replica still follows its old primary
     * when it starts: call this method again then.
     *
     * @param promoted a replica of this cluster after {@link Replica#promote()}
     * @throws IllegalArgumentException if the replica is not promoted
     * @throws ClusterException if a replica cannot follow, for example because it has replayed more of the old
     *     primary's log than the promoted one had
     */
    public void follow(Replica promoted) {
        if (!promoted.isPromoted() || !replicas.contains(promoted)) {
            throw new IllegalArgumentException(
                    "follow needs a promoted replica of this cluster, and " + promoted + " is not: promote() it first");
        }
        writer = promoted;
        replicas.stream().filter(each -> !each.isPromoted() && each.isRunning()).forEach(each -> each.follow(promoted));
    }

    /**
     * Waits until all replicas have replayed what the primary had written when this method was called, at most 30
     * seconds for each.
     *
     * @throws ClusterException as for {@link Replica#awaitReplay()}; also if a replica is stopped or frozen
     */
    public void awaitReplay() {
        awaitReplay(Await.PATIENCE);
    }

    /**
     * Waits until all replicas have replayed what the primary had written when this method was called.
     *
     * @param limit the longest wait for each replica
     * @throws ClusterException as for {@link Replica#awaitReplay(Duration)}
     */
    public void awaitReplay(Duration limit) {
        replicas.stream().filter(each -> !each.isPromoted()).forEach(each -> each.awaitReplay(limit));
    }

    /**
     * Creates an empty database with a unique name on the primary.
     *
     * @return a database that its {@code close()} drops
     * @throws ClusterException if the primary is not running, or rejects the statement
     */
    public Database freshDatabase() {
        return databases.create("template0");
    }

    /**
     * Creates a template database once, to be cloned for each test.
     *
     * <pre>{@code
     * DatabaseTemplate shop = cluster.template(connection -> migrate(connection));
     * try (Database database = shop.freshDatabase()) { ... }
     * }</pre>
     *
     * @param setup fills the database through a connection in autocommit mode
     * @return a template that lives as long as the cluster
     * @throws ClusterException if the setup throws an SQLException
     */
    public DatabaseTemplate template(DatabaseTemplate.Setup setup) {
        return databases.template(setup);
    }

    /**
     * Creates a template database once from an SQL script, to be cloned for each test.
     *
     * @param script SQL statements, separated by semicolons, in UTF-8
     * @return a template that lives as long as the cluster
     * @throws ClusterException if the file cannot be read or a statement fails
     */
    public DatabaseTemplate template(Path script) {
        String sql;
        try {
            sql = Files.readString(script);
        } catch (IOException e) {
            throw new ClusterException("cannot read the script " + script + ": " + e, e);
        }
        return template(connection -> Sql.run(connection, sql));
    }

    /**
     * Ends all servers at once, as {@code pg_ctl stop -m immediate} does, and removes their files. Closing again does
     * nothing.
     *
     * @throws ClusterException if a file cannot be removed
     */
    @Override
    public void close() {
        context.guardian().end();
    }

    /** {@return the version and the nodes, for messages} */
    @Override
    public String toString() {
        return "PostgreSQL " + version + ": " + primary + (replicas.isEmpty() ? "" : ", " + replicas);
    }
}
