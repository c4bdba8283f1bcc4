package io.datasafe.test.proxy;

import java.util.List;

/** The meaning of a passing message: what a trigger examines. */
sealed interface ProtocolEvent {
    /** A startup message: a client asks for a session. */
    record Connecting() implements ProtocolEvent {}

    /**
     * Statements sent for execution. {@code before} and {@code after} are the numbers of statements that the connection
     * had sent without and with them.
     */
    record Executing(List<Statement> statements, long before, long after) implements ProtocolEvent {}

    /** The server's report that a statement is complete. */
    record Completed(String tag) implements ProtocolEvent {}
}
