package io.datasafe.examples.quickstart.server;

import io.datasafe.test.cluster.Database;
import io.datasafe.test.cluster.EmbeddedCluster;
import io.datasafe.test.cluster.PostgresNode;
import io.datasafe.test.proxy.FaultProxy;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A primary and a streaming replica that exist for this run only.
 *
 * @since 0.1
 */
public final class OwnCluster implements Server {
    /** A tenth of the server's default: with a whole second for each deadlock, deadlocks would take most of the run. */
    static final String DEADLOCK_TIMEOUT = "100ms";

    private final EmbeddedCluster cluster;
    private final Database database;
    private final Pool pool;
    private final AtomicBoolean closed = new AtomicBoolean();

    private OwnCluster(EmbeddedCluster cluster, int connections) {
        this.cluster = cluster;
        this.database = cluster.freshDatabase();
        PostgresNode primary = cluster.primary();
        this.pool = Pool.through(FaultProxy.start(primary.host(), primary.port()), connectionsTo(primary), connections);
    }

    /**
     * Starts the servers.
     *
     * @param connections the maximum size of the pool
     * @return a cluster; close it
     * @throws io.datasafe.test.cluster.ClusterException if it cannot start; the message says why and what to do
     */
    public static OwnCluster start(int connections) {
        EmbeddedCluster cluster = EmbeddedCluster.builder()
                .replicas(1)
                .setting("deadlock_timeout", DEADLOCK_TIMEOUT)
                .start();
        try {
            return new OwnCluster(cluster, connections);
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private PGSimpleDataSource connectionsTo(PostgresNode node) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {node.host()});
        source.setPortNumbers(new int[] {node.port()});
        source.setDatabaseName(database.name());
        source.setUser(node.user());
        source.setPassword(node.password());
        return source;
    }

    @Override
    public String description() {
        return "PostgreSQL " + cluster.version() + ", primary on port "
                + cluster.primary().port() + ", streaming replica on port "
                + cluster.replica(0).port();
    }

    @Override
    public DataSource dataSource() {
        return pool.dataSource();
    }

    @Override
    public OptionalLong roundTrips() {
        return pool.roundTrips();
    }

    @Override
    public Optional<FaultProxy> proxy() {
        return Optional.ofNullable(pool.proxy());
    }

    @Override
    public Optional<DataSource> caughtUpReplica() {
        cluster.awaitReplay();
        return Optional.of(connectionsTo(cluster.replica(0)));
    }

    @Override
    public String deadlockTimeout() {
        return DEADLOCK_TIMEOUT;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                pool.close();
            } finally {
                cluster.close();
            }
        }
    }
}
