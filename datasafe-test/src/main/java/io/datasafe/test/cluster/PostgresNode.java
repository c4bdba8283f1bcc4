package io.datasafe.test.cluster;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * One server of an {@link EmbeddedCluster}: its primary, or a {@link Replica}.
 *
 * <p>Name, address, user and password stay the same for the cluster's life, through kill, stop and start.
 *
 * <p>Thread-safe: operations on one node run one after the other.
 *
 * @since 0.1
 */
public sealed class PostgresNode permits Replica {
    private final String name;
    private final int port;
    final ClusterContext context;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile @Nullable ServerProcess server;
    private volatile boolean frozen;

    PostgresNode(String name, int port, ClusterContext context) {
        this.name = name;
        this.port = port;
        this.context = context;
    }

    /**
     * {@return "primary", "replica-1", "replica-2" ...} A replica uses its name as {@code application_name} on the
     * primary.
     */
    public final String name() {
        return name;
    }

    /** {@return "127.0.0.1"} */
    public final String host() {
        return "127.0.0.1";
    }

    /** {@return the TCP port, the same after a restart} */
    public final int port() {
        return port;
    }

    /** {@return the name of the superuser, "postgres"} */
    public final String user() {
        return DataDirectory.USER;
    }

    /** {@return the superuser's password: random, and the same for all clusters of this operating system user} */
    public final String password() {
        return context.password();
    }

    /** {@return the URL of the database "postgres", without user and password} */
    public final String jdbcUrl() {
        return jdbcUrl("postgres");
    }

    /**
     * Returns the URL of a database, without user and password.
     *
     * @param database a name of letters, digits and underscores, such as {@link Database#name()}
     * @return {@code jdbc:postgresql://127.0.0.1:port/database}
     */
    public final String jdbcUrl(String database) {
        return "jdbc:postgresql://" + host() + ":" + port + "/" + database;
    }

    /** {@return a data source for the database "postgres" that opens a new connection on each request} */
    public final DataSource dataSource() {
        return dataSource("postgres");
    }

    /**
     * Returns a data source without a pool: each {@code getConnection()} opens a connection as the superuser.
     *
     * @param database the name of the database
     * @return a new data source
     */
    public final DataSource dataSource(String database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {host()});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        source.setUser(user());
        source.setPassword(password());
        return source;
    }

    /** {@return true if the server's process exists; also true for a frozen server} */
    public final boolean isRunning() {
        ServerProcess current = server;
        return current != null && current.alive();
    }

    /** {@return true if {@link #freeze()} has frozen the server} */
    public final boolean isFrozen() {
        return frozen && isRunning();
    }

    /**
     * Returns the process id of the postmaster.
     *
     * @return the operating system's id
     * @throws ClusterException if the server is not running
     */
    public final long pid() {
        return running().pid();
    }

    /** {@return everything that the server has written to its log so far} */
    public final String log() {
        return LogTail.read(context.log(name));
    }

    /**
     * Starts the server again on the same port and data, and waits until it accepts connections. After {@link #kill()}
     * it recovers as after a crash.
     *
     * @throws ClusterException if it is already running, or does not start
     */
    public final void start() {
        inTurn(() -> {
            if (isRunning()) {
                throw new ClusterException(name + " is already running: stop() or kill() it first");
            }
            ServerProcess starting = ServerProcess.launch(name, context);
            server = starting;
            frozen = false;
            starting.awaitReady();
        });
    }

    /**
     * Stops the server as an operator would ({@code pg_ctl stop -m fast}): open transactions are rolled back, and
     * everything committed reaches the disk and the replicas.
     *
     * @throws ClusterException if it is not running, is frozen, or does not stop within 30 seconds
     */
    public final void stop() {
        inTurn(() -> thawed().stop(Await.PATIENCE));
    }

    /** Stops the server and starts it again. Throws what {@link #stop()} and {@link #start()} throw. */
    public final void restart() {
        inTurn(() -> {
            stop();
            start();
        });
    }

    /**
     * Kills the postmaster and all its backends with SIGKILL, and waits until they are gone. Clients see their sockets
     * closed; nothing is flushed. {@link #start()} brings the server back.
     *
     * @throws ClusterException if the server is not running
     */
    public final void kill() {
        inTurn(() -> running().kill());
    }

    /**
     * Freezes the postmaster and all its backends with SIGSTOP: connections stay open but nothing answers, as when a
     * machine hangs. The kernel accepts new connections, which are never answered. Freezing again does nothing.
     *
     * @throws ClusterException if the server is not running
     */
    public final void freeze() {
        inTurn(() -> {
            running().freeze();
            frozen = true;
        });
    }

    /**
     * Thaws a frozen server with SIGCONT: it continues where it was. Does nothing if the server is not frozen.
     *
     * @throws ClusterException if the server is not running
     */
    public final void thaw() {
        inTurn(() -> {
            running().thaw();
            frozen = false;
        });
    }

    final Connection connect() throws SQLException {
        thawed();
        return dataSource().getConnection();
    }

    final void inTurn(Runnable operation) {
        turn.lock();
        try {
            operation.run();
        } finally {
            turn.unlock();
        }
    }

    private ServerProcess running() {
        ServerProcess current = server;
        if (current == null || !current.alive()) {
            throw new ClusterException(name + " is not running: start() it first");
        }
        return current;
    }

    final ServerProcess thawed() {
        ServerProcess current = running();
        if (frozen) {
            throw new ClusterException(name + " is frozen: thaw() it first");
        }
        return current;
    }

    /** {@return the name, port and state, for messages} */
    @Override
    public String toString() {
        String state = !isRunning() ? "stopped" : frozen ? "frozen" : "running";
        return name + " (" + host() + ":" + port + ", " + state + ")";
    }
}
