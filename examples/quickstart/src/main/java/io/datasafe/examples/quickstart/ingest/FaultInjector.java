package io.datasafe.examples.quickstart.ingest;

import io.datasafe.examples.quickstart.pom.Pom;
import io.datasafe.test.proxy.Fault;
import io.datasafe.test.proxy.FaultProxy;
import io.datasafe.test.proxy.Link;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Injects the planned faults into the connections that files get, each until it has happened once. Thread-safe. */
final class FaultInjector implements AutoCloseable {
    private final DataSource pool;
    private final FaultProxy proxy;
    private final FaultPlan plan;
    private final Map<Link, Fault> armed = new ConcurrentHashMap<>();
    private final Map<String, Fault> last = new ConcurrentHashMap<>();

    FaultInjector(DataSource pool, FaultProxy proxy, FaultPlan plan) {
        this.pool = pool;
        this.proxy = proxy;
        this.plan = plan;
    }

    /** The data source for one file, on one thread. */
    DataSource around(Pom pom) {
        return new InjectedDataSource(pool, connection -> arm(connection, pom.id()));
    }

    /** Whether the file's fault has happened. */
    boolean hasMet(String id) {
        Fault fault = last.get(id);
        return fault != null && fault.hits() > 0;
    }

    /** {@return the ids of the files whose fault has happened} */
    Set<String> met() {
        return last.keySet().stream().filter(this::hasMet).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Cancels a fault that an earlier file did not reach, so that it does not hit the next file on the same connection.
     */
    private void arm(Connection connection, String id) throws SQLException {
        Link link;
        try {
            link = proxy.link(connection);
        } catch (IllegalArgumentException e) {
            // The connection ended while it was idle. Its user will notice and get another one.
            return;
        }
        cancel(armed.remove(link));
        PlannedFault planned = plan.faults().get(id);
        if (planned != null && !hasMet(id)) {
            cancel(last.get(id));
            Fault fault = planned.armOn(link);
            armed.put(link, fault);
            last.put(id, fault);
        }
    }

    private static void cancel(@Nullable Fault fault) {
        if (fault != null) {
            fault.cancel();
        }
    }

    /** Cancels all faults. */
    @Override
    public void close() {
        last.values().forEach(Fault::cancel);
    }
}
