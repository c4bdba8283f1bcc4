package io.datasafe.examples.quickstart.server;

import io.datasafe.test.proxy.FaultProxy;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The user's server, with a schema that belongs to this run.
 *
 * @since 0.1
 */
public final class UserServer implements Server {
    private final Target target;
    private final ServerFacts facts;
    private final OwnSchema schema;
    private final Pool pool;
    private final AtomicBoolean closed = new AtomicBoolean();

    private UserServer(Target target, ServerFacts facts, OwnSchema schema, Pool pool) {
        this.target = target;
        this.facts = facts;
        this.schema = schema;
        this.pool = pool;
    }

    /**
     * Connects, checks the server, and creates the schema.
     *
     * @param target the server
     * @param password the sources of the password
     * @param connections the maximum size of the pool
     * @return the server; close it
     * @throws ServerException if the server is not usable; the message says why and what to do
     */
    public static UserServer open(Target target, Password password, int connections) {
        PGSimpleDataSource server = target.connections(null);
        try {
            String secret = password.find(target);
            server = target.connections(secret);
            try (Connection connection = server.getConnection()) {
                ServerFacts facts = ServerFacts.of(connection);
                facts.check();
                OwnSchema schema = OwnSchema.create(connection, server);
                return open(target, secret, facts, schema, connections);
            }
        } catch (SQLException e) {
            throw Complaint.of(e, server);
        }
    }

    private static UserServer open(
            Target target, @Nullable String secret, ServerFacts facts, OwnSchema schema, int connections) {
        FaultProxy proxy = null;
        try {
            PGSimpleDataSource inSchema = target.connections(secret);
            inSchema.setCurrentSchema(schema.name());
            if (facts.mayShortenIt()) {
                inSchema.setOptions("-c deadlock_timeout=" + OwnCluster.DEADLOCK_TIMEOUT);
            }
            proxy = facts.encrypted() ? null : proxyTo(inSchema);
            return new UserServer(target, facts, schema, Pool.through(proxy, inSchema, connections));
        } catch (RuntimeException e) {
            schema.drop();
            if (proxy != null) {
                proxy.close();
            }
            throw e;
        }
    }

    /** Null where the proxy would not lead to the URL's server, or would have to break its encryption. */
    private static @Nullable FaultProxy proxyTo(PGSimpleDataSource server) {
        if (server.getServerNames().length != 1 || server.getSocketFactory() != null) {
            return null;
        }
        try {
            return FaultProxy.start(server.getServerNames()[0], server.getPortNumbers()[0]);
        } catch (UncheckedIOException | IllegalArgumentException e) {
            // The driver reaches the server and the proxy does not, for example because of another name service: then
            // round trips are not counted.
            return null;
        }
    }

    @Override
    public String description() {
        return "PostgreSQL " + facts.version() + " on your server, in the schema " + schema.name();
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
        return Optional.empty();
    }

    @Override
    public String deadlockTimeout() {
        return facts.mayShortenIt() ? OwnCluster.DEADLOCK_TIMEOUT : facts.deadlockTimeout();
    }

    /** {@return the command that drops the schema, if the schema was kept} */
    public Optional<String> dropCommand() {
        return target.keep() ? Optional.of(schema.dropCommand()) : Optional.empty();
    }

    /**
     * Closes the connections, and drops the schema unless the user keeps it.
     *
     * @throws ServerException if the schema cannot be dropped
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                pool.close();
            } finally {
                if (!target.keep()) {
                    schema.drop();
                }
            }
        }
    }
}
