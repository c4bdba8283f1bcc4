package io.datasafe.test.proxy;

import java.net.Socket;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One client connection through a {@link FaultProxy}: its counts, and faults for it alone. Found with
 * {@link FaultProxy#links()} or {@link FaultProxy#link}. Thread-safe.
 *
 * @since 0.1
 */
public final class Link {
    private final Wire wire;
    private final ProxyContext context;
    private final Counters counters;
    private final Conversation conversation;
    private final int id;
    private volatile Map<String, String> parameters = Map.of();

    Link(int id, Socket client, ProxyContext context, Consumer<Link> whenOver) {
        this.id = id;
        this.context = context;
        this.counters = new Counters(context.counters());
        this.conversation = new Conversation(id, counters, context.recordings());
        this.wire = new Wire(
                "datasafe-proxy-" + client.getLocalPort() + "-" + id, client, context, () -> whenOver.accept(this));
    }

    /** {@return the connection's number; 1 for the first that the proxy accepted} */
    public int id() {
        return id;
    }

    /**
     * {@return the process id of the server's backend, as {@code pg_backend_pid()} returns it; 0 until the server has
     * sent it}
     */
    public int backendPid() {
        return conversation.backendPid();
    }

    /** {@return the user that the client named when it connected; an empty string before that} */
    public String user() {
        return parameters.getOrDefault("user", "");
    }

    /** {@return the database that the client named when it connected; the user's name if it named none} */
    public String database() {
        return parameters.getOrDefault("database", user());
    }

    /** {@return the traffic since the connection began} */
    public Traffic traffic() {
        return counters.traffic();
    }

    /**
     * {@return true if a transaction was open, or had failed without a rollback, when the server was last ready for a
     * query}
     */
    public boolean inTransaction() {
        return conversation.inTransaction();
    }

    /**
     * {@return true if both directions flow: neither side has ended the connection, and no fault has cut, reset or
     * swallowed it}
     */
    public boolean isOpen() {
        return wire.flows();
    }

    /**
     * Starts a rule for this connection alone.
     *
     * @param trigger the moment to act
     * @return a builder for the rest of the rule
     * @see FaultProxy#on(Trigger)
     */
    public FaultBuilder on(Trigger trigger) {
        return new FaultBuilder(trigger, this, context.signal(), context::install);
    }

    /** Closes the connection on both sides (FIN). Bytes under way are lost. Calling it again does nothing. */
    public void cut() {
        wire.cut();
    }

    /** Closes the server's side (FIN). The client's side stays open and hears nothing more. */
    public void cutServer() {
        wire.cutServer();
    }

    /**
     * Closes the client's side (FIN). The server's side stays open and hears nothing more, so its backend keeps its
     * transaction and its locks.
     */
    public void cutClient() {
        wire.cutClient();
    }

    /** Resets the connection on both sides (RST). Bytes under way are lost. Calling it again does nothing. */
    public void reset() {
        wire.reset();
    }

    /** {@return the connection's number, user, database and backend} */
    @Override
    public String toString() {
        return "#" + id + " " + user() + "@" + database() + " (backend " + backendPid() + ")";
    }

    /** Tells whether the client has asked for a session, so that the connection is worth listing. */
    boolean isSession() {
        return !parameters.isEmpty();
    }

    boolean isDeaf(Direction direction) {
        return wire.isDeaf(direction);
    }

    Conversation conversation() {
        return conversation;
    }

    Wire wire() {
        return wire;
    }

    Counters counters() {
        return counters;
    }

    void sessionRequested(Map<String, String> startupParameters) {
        parameters = startupParameters;
        counters.connect();
    }
}
