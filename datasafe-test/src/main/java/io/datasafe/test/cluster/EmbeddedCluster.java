package io.datasafe.test.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A real PostgreSQL primary and its streaming replicas, for tests, without Docker.
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
 * <p>Defaults: the newest PostgreSQL on the class path, no replica, free ports on 127.0.0.1, a superuser "postgres" with
 * a random password, {@code synchronous_commit=on}. Files are not flushed to the disk ({@code fsync=off}): a killed
 * server loses nothing by that, only a machine that crashes would.
 *
 * <p>{@link #close()} ends all servers and removes all files but the cache of unpacked binaries. The same happens when
 * this JVM ends without it, even by SIGKILL.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public final class EmbeddedCluster implements AutoCloseable {
    private final PostgresVersion version;
    private final ClusterContext site;
    private final PostgresNode primary;
    private final List<Replica> replicas;
    private final Databases databases;
    private volatile PostgresNode writer;

    EmbeddedCluster(PostgresVersion version, ClusterContext site, PostgresNode primary, List<Replica> replicas) {
        this.version = version;
        this.site = site;
        this.primary = primary;
        this.replicas = List.copyOf(replicas);
        this.writer = primary;
        this.databases = new Databases(() -> writer);
    }

    /**
     * Starts a primary alone, with all defaults.
     *
     * @return a cluster that accepts connections
     * @throws ClusterException if it cannot start; the message says why and what to do
     */
    public static EmbeddedCluster start() {
        return builder().start();
    }

    /** {@return a builder with all defaults} */
    public static EmbeddedClusterBuilder builder() {
        return new EmbeddedClusterBuilder();
    }

    /** {@return the version of PostgreSQL that runs} */
    public PostgresVersion version() {
        return version;
    }

    /** {@return the node that was started as the primary; it stays this one when a replica is promoted} */
    public PostgresNode primary() {
        return primary;
    }

    /**
     * Returns a replica.
     *
     * @param index from 0, for "replica-1"
     * @return the replica; it stays in its place when it is promoted
     * @throws IllegalArgumentException if there is none of that index
     */
    public Replica replica(int index) {
        if (index < 0 || index >= replicas.size()) {
            throw new IllegalArgumentException("replica must be 0 to " + (replicas.size() - 1) + " and is " + index
                    + ": this cluster has " + replicas.size() + ", start it with builder().replicas(n)");
        }
        return replicas.get(index);
    }

    /** {@return all replicas, promoted ones too} */
    public List<Replica> replicas() {
        return replicas;
    }

    /**
     * Makes a promoted replica the one that the others follow, and waits until each that runs streams from it.
     * {@link #freshDatabase()} uses it from now on. A replica that is stopped goes on following its old primary when it
     * starts: call this again then.
     *
     * @param promoted a replica of this cluster after {@link Replica#promote()}
     * @throws IllegalArgumentException if it is not promoted
     * @throws ClusterException if a replica cannot follow, say because it has replayed more of the old primary's log
     *     than the promoted one had
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
     * Waits until all replicas have replayed what the primary had written when this method was called.
     *
     * @throws ClusterException as {@link Replica#awaitReplay()}; a replica that does not run or is frozen fails it
     */
    public void awaitReplay() {
        awaitReplay(Await.PATIENCE);
    }

    /**
     * Waits as {@link #awaitReplay()} does.
     *
     * @param limit how long to wait for each replica at most
     * @throws ClusterException as {@link Replica#awaitReplay(Duration)}
     */
    public void awaitReplay(Duration limit) {
        replicas.stream().filter(each -> !each.isPromoted()).forEach(each -> each.awaitReplay(limit));
    }

    /**
     * Creates an empty database with a name of its own on the primary.
     *
     * @return a database that its {@code close()} drops
     * @throws ClusterException if the primary does not run or refuses
     */
    public Database freshDatabase() {
        return databases.create("template0");
    }

    /**
     * Creates a database once, to be cloned for each test.
     *
     * <pre>{@code
     * DatabaseTemplate shop = cluster.template(connection -> migrate(connection));
     * try (Database database = shop.freshDatabase()) { ... }
     * }</pre>
     *
     * @param setup fills the database; its connection is in autocommit mode
     * @return a template that lives as long as the cluster
     * @throws ClusterException if the setup throws an SQLException
     */
    public DatabaseTemplate template(DatabaseTemplate.Setup setup) {
        return databases.template(setup);
    }

    /**
     * Creates a database once from an SQL script, to be cloned for each test.
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
     * Ends all servers at once, as {@code pg_ctl stop -m immediate} does, and removes their files. Closing twice does
     * nothing more.
     *
     * @throws ClusterException if a file cannot be removed
     */
    @Override
    public void close() {
        site.guardian().end();
    }

    /** {@return the version and the nodes, for messages} */
    @Override
    public String toString() {
        return "PostgreSQL " + version + ": " + primary + (replicas.isEmpty() ? "" : ", " + replicas);
    }
}
