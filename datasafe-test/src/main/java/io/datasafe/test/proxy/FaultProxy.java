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
 * A TCP proxy on 127.0.0.1 in front of a PostgreSQL server that counts round trips, adds network delay, and breaks connections at a chosen moment.
 *
 * <pre>{@code
 * try (FaultProxy proxy = FaultProxy.start("127.0.0.1", 5432)) {
 *     DataSource dataSource = proxy.dataSource("shop", "postgres", "secret");
 *     proxy.on(Trigger.commitReply()).drop();           // commit, but never say so
 *     ...
 * }
 * }</pre>
 *
 * <p>It reads the protocol (version 3) and changes none of it. It can't read TLS, so it answers a client's wish for TLS or GSS encryption with "no": drivers
 * with {@code sslmode=prefer} go on in plain text, and with {@code sslmode=require} they fail. Cancel requests pass through. A message is never held in memory
 * whole. A target that can't be reached later refuses the client with SQLSTATE 08001.
 *
 * <p>It takes two threads a connection, and two more once there is a delay; {@link #close()} ends them all. Thread-safe.
 *
 * @since 0.1
 */
public final class FaultProxy implements AutoCloseable {
    private final Switchboard board;
    private final Listener listener;
    private final Delays initial;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicInteger lastId = new AtomicInteger();
    private volatile boolean closed;

    FaultProxy(InetSocketAddress target, int listenOn, Delays delays, Duration connectTimeout) {
        Signal signal = new Signal();
        this.initial = delays;
        this.board = new Switchboard(
                target,
                connectTimeout,
                delays.copy(),
                signal,
                new Valve(signal),
                new Crew(),
                new Counters(null),
                new CopyOnWriteArrayList<>(),
                new CopyOnWriteArrayList<>());
        this.listener = new Listener(listenOn, board.crew(), this::take);
    }

    /**
     * Sets a proxy up in front of a server.
     *
     * @param host the server's host
     * @param port the server's port, 1 to 65535
     * @return a builder; its {@link FaultProxyBuilder#start()} starts the proxy
     * @throws IllegalArgumentException if the port is out of range
     */
    public static FaultProxyBuilder on(String host, int port) {
        return new FaultProxyBuilder(host, port);
    }

    /**
     * Starts a proxy in front of a server, with all defaults: no delay, and a free port.
     *
     * @param host the server's host
     * @param port the server's port, 1 to 65535
     * @return the running proxy, which must be closed
     * @throws IllegalArgumentException if the port is out of range or the host unknown
     * @throws java.io.UncheckedIOException if the server can't be reached
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
     * The URL with which pgjdbc connects through the proxy.
     *
     * @param database the database's name
     * @return {@code jdbc:postgresql://127.0.0.1:port/database}, the name encoded
     */
    public String jdbcUrl(String database) {
        return dataSource(database).getURL();
    }

    /**
     * A data source without a pool, which connects through the proxy.
     *
     * @param database the database's name
     * @param user the user's name
     * @param password the user's password
     * @return a data source that opens a connection each time
     */
    public DataSource dataSource(String database, String user, String password) {
        PGSimpleDataSource dataSource = dataSource(database);
        dataSource.setUser(user);
        dataSource.setPassword(password);
        return dataSource;
    }

    /**
     * Delays each direction by this much from now on, so that a round trip takes twice as much longer. What is under way is not touched.
     *
     * @param eachWay zero to 1 hour
     * @throws IllegalArgumentException if it is negative or longer
     */
    public void delay(Duration eachWay) {
        delay(eachWay, eachWay);
    }

    /**
     * Delays the directions by different times from now on. What is under way is not touched. It is latency, not a limit of throughput: a flight of any number
     * of bytes is late by this much, once.
     *
     * @param toServer what clients send; zero to 1 hour
     * @param toClient what the server sends; zero to 1 hour
     * @throws IllegalArgumentException if one is negative or longer
     */
    public void delay(Duration toServer, Duration toClient) {
        board.delays().set(toServer, toClient);
    }

    /**
     * Begins a rule: what to do when a message goes by, on any connection, those of the future included.
     *
     * <pre>{@code
     * Fault fault = proxy.on(Trigger.commitSent()).once().cut();
     * }</pre>
     *
     * @param trigger when to act
     * @return the rest of the sentence; nothing is in force before its last word
     * @throws IllegalStateException if the proxy is closed
     */
    public FaultBuilder on(Trigger trigger) {
        checkOpen();
        return new FaultBuilder(trigger, null, board.signal(), board::install);
    }

    /** {@return the connections on which a session was asked for and that are not yet closed on both sides, oldest first} */
    public List<Link> links() {
        return links.stream()
                .filter(Link::isSession)
                .sorted(Comparator.comparingInt(Link::id))
                .toList();
    }

    /**
     * The link of a JDBC connection that goes through this proxy.
     *
     * @param connection pgjdbc's, or one that unwraps to it, as a pool's does
     * @return its link
     * @throws SQLException if it does not unwrap to pgjdbc's
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

    /** {@return what has gone through since the proxy was started, over all connections} */
    public Traffic traffic() {
        return board.counters().traffic();
    }

    /**
     * Begins to record what goes through, over all connections.
     *
     * @return the recording, which must be closed
     * @throws IllegalStateException if the proxy is closed
     */
    public Recording record() {
        checkOpen();
        Recording recording = new Recording(this::traffic, board.recordings()::remove);
        board.recordings().add(recording);
        return recording;
    }

    /** Lets nothing flow in either direction, as a partitioned network: no connection ends, and what is sent waits. A second call does nothing. */
    public void pause() {
        board.valve().shut();
    }

    /** Lets flow again, what has waited first. Does nothing if the proxy is not paused. */
    public void resume() {
        board.valve().open();
    }

    /** Refuses new connections at the TCP level; those that are open stay. A second call does nothing. */
    public void refuse() {
        checkOpen();
        listener.refuse();
    }

    /** Takes new connections again. Does nothing if it does. */
    public void accept() {
        checkOpen();
        listener.accept();
    }

    /** Ends all connections in order (FIN), on both sides. New ones are taken. */
    public void cutAll() {
        links.forEach(Link::cut);
    }

    /** Resets all connections (RST), on both sides. New ones are taken. */
    public void resetAll() {
        links.forEach(Link::reset);
    }

    /** Makes the network whole: ends all rules and lets go what they hold, flows, takes connections, and has the delay of the builder again. */
    public void heal() {
        checkOpen();
        // What a rule held must not meet the delay that is being taken away.
        board.delays().set(initial);
        resume();
        accept();
        board.faults().forEach(Fault::cancel);
        board.faults().clear();
    }

    /** Closes the port and all connections and waits until the proxy's threads have ended. A second call does nothing. */
    @Override
    public void close() {
        closed = true;
        listener.close();
        links.forEach(link -> link.wire().close());
        board.crew().awaitEnd();
    }

    /** {@return the two addresses} */
    @Override
    public String toString() {
        return "FaultProxy " + host() + ":" + port() + " -> " + board.target() + (closed ? " (closed)" : "");
    }

    private void take(Socket client) {
        int id = lastId.incrementAndGet();
        Link link = new Link(id, client, board, links::remove);
        links.add(link);
        String name = "datasafe-proxy-" + port() + "-" + id;
        board.crew().start(name + "-to-server", new Session(link, board, name + "-to-client"));
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
            throw new IllegalStateException(this + ": start another");
        }
    }
}
