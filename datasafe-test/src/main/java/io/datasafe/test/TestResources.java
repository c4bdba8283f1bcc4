package io.datasafe.test;

import io.datasafe.test.cluster.Database;
import io.datasafe.test.cluster.EmbeddedCluster;
import io.datasafe.test.cluster.PostgresNode;
import io.datasafe.test.proxy.FaultProxy;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The database and the proxy of one test: created on first request, closed after the test. */
final class TestResources implements AutoCloseable {
    private final EmbeddedCluster cluster;
    private final Supplier<Database> fresh;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Database database;
    private @Nullable FaultProxy proxy;

    TestResources(EmbeddedCluster cluster, Supplier<Database> fresh) {
        this.cluster = cluster;
        this.fresh = fresh;
    }

    Database database() {
        lock.lock();
        try {
            if (database == null) {
                database = fresh.get();
            }
            return database;
        } finally {
            lock.unlock();
        }
    }

    FaultProxy proxy() {
        lock.lock();
        try {
            if (proxy == null) {
                proxy = FaultProxy.start(
                        cluster.primary().host(), cluster.primary().port());
            }
            return proxy;
        } finally {
            lock.unlock();
        }
    }

    DataSource throughProxy() {
        PostgresNode primary = cluster.primary();
        return proxy().dataSource(database().name(), primary.user(), primary.password());
    }

    DataSource onReplica(int index) {
        DataSource dataSource = database().dataSource(cluster.replica(index));
        cluster.awaitReplay();
        return dataSource;
    }

    void checkLeaks() {
        Database checked = database;
        if (checked != null) {
            LeakCheck.of(cluster, checked, proxy).run();
        }
    }

    @Override
    public void close() {
        Database dropped = database;
        FaultProxy closed = proxy;
        database = null;
        proxy = null;
        try (dropped) {
            if (closed != null) {
                closed.close();
            }
        }
    }
}
