package io.datasafe.test.proxy;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.core.BaseConnection;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A TCP proxy on 127.0.0.1 in front of a PostgreSQL server. It counts round trips, adds network delay, and breaks
 * connections at a chosen moment.
 *
 * <pre>{@code
 * try (FaultProxy proxy = FaultProxy.start("127.0.0.1", 5432)) {
 *     DataSource dataSource = proxy.dataSource("shop", "postgres", "secret");
 *     proxy.on(Trigger.commitReply()).drop();           // commit, but never say so
 *     ...
 * }
 * }</pre>
 *
 * <p>The proxy reads the protocol (version 3) and does not change it. It cannot read TLS, so it answers "no" to a
 * request for TLS or GSS encryption: drivers with {@code sslmode=prefer} continue in plain text, and drivers with
 * {@code sslmode=require} fail. Cancel requests pass through. The proxy never holds a whole message in memory. If the
 * server cannot be reached when a client connects, the client is refused with SQLSTATE 08001.
 *
 * <p>Each connection uses two threads, and two more once there is a delay; {@link #close()} ends them all. Thread-safe.
 *
 * @since 0.1
 */
public final class FaultProxy implements AutoCloseable {
    private final ProxyContext context;
    private final Listener listener;
    private final Delays initial;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicInteger lastId = new AtomicInteger();
    private volatile boolean closed;

    FaultProxy(InetSocketAddress target, int listenOn, Delays delays, Duration connectTimeout) {
        Signal signal = new Signal();
        this.initial = delays;
        this.context = new ProxyContext(
                target,
                connectTimeout,
                delays.copy(),
                signal,
                new Valve(signal),
                new ProxyThreads(),
                new Counters(null),
                new CopyOnWriteArrayList<>(),
                new CopyOnWriteArrayList<>());
        this.listener = new Listener(listenOn, context.threads(), this::take);
    }

    /**
     * Starts the configuration of a proxy in front of a server.
     *
     * @param host the server's host
     * @param port the server's port, 1 to 65535
     * @return a builder with all defaults; its {@link FaultProxyBuilder#start()} starts the proxy
     * @throws IllegalArgumentException if the port is out of range
     */
    public static FaultProxyBuilder on(String host, int port) {
        return new FaultProxyBuilder(host, port);
    }

    /**
     * Starts a proxy in front of a server with all defaults: no delay, and a free port.
     *
     * @param host the server's host
     * @param port the server's port, 1 to 65535
     * @return the running proxy; close it
     * @throws IllegalArgumentException if the port is out of range, or the host is unknown
     * @throws java.io.UncheckedIOException if the server cannot be reached
     */
    public static FaultProxy start(String host, int port) {
        return on(host, port).start();
    }

    /** {@return the address to connect to instead of the server's} */
    public InetSocketAddress address() {
        return listener.address();
    }

    /** {@return {@code 127.0.0.1}} */
    public String host() {
        return address().getAddress().getHostAddress();
    }

    /** {@return the port to connect to instead of the server's} */
    public int port() {
        return address().getPort();
    }

    /**
     * Returns the URL with which pgjdbc connects through the proxy.
     *
     * @param database the database's name
     * @return {@code jdbc:postgresql://127.0.0.1:port/database}, with the name encoded
     */
    public String jdbcUrl(String database) {
        return dataSource(database).getURL();
    }

    /**
     * Returns a data source without a pool that connects through the proxy.
     *
     * @param database the database's name
     * @param user the user's name
     * @param password the user's password
     * @return a data source that opens a new connection on each request
     */
    public DataSource dataSource(String database, String user, String password) {
        PGSimpleDataSource dataSource = dataSource(database);
        dataSource.setUser(user);
        dataSource.setPassword(password);
        return dataSource;
    }

    /**
     * Delays each direction from now on, so a round trip takes twice as much longer. Bytes under way are not affected.
     *
     * @param eachWay zero to 1 hour
     * @throws IllegalArgumentException if the delay is negative or longer
     */
    public void delay(Duration eachWay) {
        delay(eachWay, eachWay);
    }

    /**
     * Delays the two directions by different times from now on. Bytes under way are not affected. The delay is latency
     * and not a limit of throughput: a flight of any number of bytes is late by this much, once.
     *
     * @param toServer the delay of what clients send; zero to 1 hour
     * @param toClient the delay of what the server sends; zero to 1 hour
     * @throws IllegalArgumentException if a delay is negative or longer
     */
    public void delay(Duration toServer, Duration toClient) {
        context.delays().set(toServer, toClient);
    }

    /**
     * Starts a rule: what to do when a message passes on any connection, including future ones.
     *
     * <pre>{@code
     * Fault fault = proxy.on(Trigger.commitSent()).once().cut();
     * }</pre>
     *
     * @param trigger the moment to act
     * @return a builder for the rest of the rule; the rule is active only after its last call
     * @throws IllegalStateException if the proxy is closed
     */
    public FaultBuilder on(Trigger trigger) {
        checkOpen();
        return new FaultBuilder(trigger, null, context.signal(), context::install);
    }

    /** {@return the connections that have asked for a session and are not yet closed on both sides, oldest first} */
    public List<Link> links() {
        return links.stream()
                .filter(Link::isSession)
                .sorted(Comparator.comparingInt(Link::id))
                .toList();
    }

    /**
     * Finds the link of a JDBC connection that goes through this proxy.
     *
     * @param connection a pgjdbc connection, or one that unwraps to it, such as a pool's
     * @return the connection's link
     * @throws SQLException if the connection does not unwrap to pgjdbc's
     * @throws IllegalArgumentException if it does not go through this proxy, or is closed
     */
    public Link link(Connection connection) throws SQLException {
        int pid = connection.unwrap(BaseConnection.class).getQueryExecutor().getBackendPID();
        return links().stream()
                .filter(link -> link.backendPid() == pid)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The connection to backend " + pid
                        + " does not go through " + this + ", or is closed; these do: " + links()));
    }

    /** {@return the traffic of all connections since the proxy was started} */
    public Traffic traffic() {
        return context.counters().traffic();
    }

    /**
     * Starts a recording of the traffic of all connections.
     *
     * @return the recording; close it
     * @throws IllegalStateException if the proxy is closed
     */
    public Recording record() {
        checkOpen();
        Recording recording = new Recording(this::traffic, context.recordings()::remove);
        context.recordings().add(recording);
        return recording;
    }

    /**
     * Stops all traffic in both directions, as in a network partition: no connection ends, and sent bytes wait. Calling
     * it again does nothing.
     */
    public void pause() {
        context.valve().shut();
    }

    /** Resumes the traffic, beginning with what has waited. Does nothing if the proxy is not paused. */
    public void resume() {
        context.valve().open();
    }

    /**
     * Refuses new connections at the TCP level; open ones stay. Calling it again does nothing.
     *
     * @throws IllegalStateException if the proxy is closed
     */
    public void refuse() {
        checkOpen();
        listener.refuse();
    }

    /**
     * Accepts new connections again. Does nothing if it accepts them already.
     *
     * @throws IllegalStateException if the proxy is closed
     */
    public void accept() {
        checkOpen();
        listener.accept();
    }

    /** Closes all connections on both sides (FIN). New ones are accepted. */
    public void cutAll() {
        links.forEach(Link::cut);
    }

    /** Resets all connections on both sides (RST). New ones are accepted. */
    public void resetAll() {
        links.forEach(Link::reset);
    }

    /**
     * Restores the network: ends all rules, releases the messages that they hold, resumes the traffic, accepts
     * connections, and restores the builder's delay.
     *
     * @throws IllegalStateException if the proxy is closed
     */
    public void heal() {
        checkOpen();
        // Restores the delay first, so that released messages do not get the old one.
        context.delays().set(initial);
        resume();
        accept();
        context.faults().forEach(Fault::cancel);
        context.faults().clear();
    }

    /**
     * Closes the port and all connections, and waits until the proxy's threads have ended. Calling it again does
     * nothing.
     */
    @Override
    public void close() {
        closed = true;
        listener.close();
        links.forEach(link -> link.wire().close());
        context.threads().awaitEnd();
    }

    /** {@return the proxy's and the server's address} */
    @Override
    public String toString() {
        return "FaultProxy " + host() + ":" + port() + " -> " + context.target() + (closed ? " (closed)" : "");
    }

    private void take(Socket client) {
        int id = lastId.incrementAndGet();
        Link link = new Link(id, client, context, links::remove);
        links.add(link);
        String name = "datasafe-proxy-" + port() + "-" + id;
        context.threads().start(name + "-to-server", new ProxySession(link, context, name + "-to-client"));
        if (closed) {
            link.wire().close();
        }
    }

    private PGSimpleDataSource dataSource(String database) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setServerNames(new String[] {host()});
        dataSource.setPortNumbers(new int[] {port()});
        dataSource.setDatabaseName(database);
        return dataSource;
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException(this + ": start another proxy");
        }
    }
}
