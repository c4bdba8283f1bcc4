package io.datasafe.test.proxy;

import java.net.Socket;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One client's connection that goes through a {@link FaultProxy}: its counts, and faults for it alone. Found with {@link FaultProxy#links()} or
 * {@link FaultProxy#link}. Thread-safe.
 *
 * @since 0.1
 */
public final class Link {
    private final Wire wire;
    private final Switchboard board;
    private final Counters counters;
    private final Conversation conversation;
    private final int id;
    private volatile Map<String, String> parameters = Map.of();

    Link(int id, Socket client, Switchboard board, Consumer<Link> whenOver) {
        this.id = id;
        this.board = board;
        this.counters = new Counters(board.counters());
        this.conversation = new Conversation(id, counters, board.recordings());
        this.wire = new Wire(
                "datasafe-proxy-" + client.getLocalPort() + "-" + id, client, board, () -> whenOver.accept(this));
    }

    /** {@return the connection's number, 1 for the first that the proxy took} */
    public int id() {
        return id;
    }

    /** {@return the process id of the server's backend, as {@code pg_backend_pid()} gives it; 0 until the server has said it} */
    public int backendPid() {
        return conversation.backendPid();
    }

    /** {@return the user that the client named when it connected, or an empty string} */
    public String user() {
        return parameters.getOrDefault("user", "");
    }

    /** {@return the database that the client named when it connected; the user's name if it named none} */
    public String database() {
        return parameters.getOrDefault("database", user());
    }

    /** {@return what has gone through since the connection began} */
    public Traffic traffic() {
        return counters.traffic();
    }

    /** {@return whether a transaction was open, or failed and not yet rolled back, when the server was last ready for a query} */
    public boolean inTransaction() {
        return conversation.inTransaction();
    }

    /** {@return whether both directions still flow: neither side has ended the connection and no fault has cut, reset or swallowed it} */
    public boolean isOpen() {
        return wire.flows();
    }

    /**
     * Begins a rule for this connection alone.
     *
     * @param trigger when to act
     * @return the rest of the sentence
     * @see FaultProxy#on(Trigger)
     */
    public FaultBuilder on(Trigger trigger) {
        return new FaultBuilder(trigger, this, board.signal(), board::install);
    }

    /** Ends the connection in order (FIN) on both sides. What is under way is lost. A second call does nothing. */
    public void cut() {
        wire.cut();
    }

    /** Ends the server's side in order (FIN); the client's side stays open and hears nothing more. */
    public void cutServer() {
        wire.cutServer();
    }

    /** Ends the client's side in order (FIN); the server's side stays open and hears nothing more, so that its backend keeps its transaction and its locks. */
    public void cutClient() {
        wire.cutClient();
    }

    /** Resets the connection (RST) on both sides. What is under way is lost. A second call does nothing. */
    public void reset() {
        wire.reset();
    }

    /** {@return number, user, database and backend} */
    @Override
    public String toString() {
        return "#" + id + " " + user() + "@" + database() + " (backend " + backendPid() + ")";
    }

    /** Whether a session was asked for, so that the connection is worth showing. */
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

    void asked(Map<String, String> asked) {
        parameters = asked;
        counters.connect();
    }
}
