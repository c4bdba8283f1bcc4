package io.datasafe.examples.quickstart.server;

import io.datasafe.test.proxy.FaultProxy;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;

/**
 * The PostgreSQL that the quickstart works on. Thread-safe.
 *
 * @since 0.1
 */
public interface Server extends AutoCloseable {
    /** {@return its version and location, in one line} */
    String description();

    /** {@return a pool of connections to the primary; tables are created in a schema that belongs to this run} */
    DataSource dataSource();

    /** {@return how many network round trips the pool has made so far; empty where they cannot be counted} */
    OptionalLong roundTrips();

    /** {@return the proxy between the pool and the server; empty where none can stand in between} */
    Optional<FaultProxy> proxy();

    /**
     * Returns the replica after it has caught up.
     *
     * @return connections to a streaming replica that has replayed everything committed before the call; empty if there
     *     is none
     */
    Optional<DataSource> caughtUpReplica();

    /**
     * {@return how long a transaction waits for a lock before the server looks for a deadlock, in the server's
     * notation}
     */
    String deadlockTimeout();

    /**
     * Releases everything that the run holds: connections, processes, files, the schema. Closing twice has no further
     * effect.
     */
    @Override
    void close();
}
