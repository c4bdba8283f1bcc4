package io.datasafe.test.proxy;

import java.util.List;

/** What a message means that goes by: what a trigger looks at. */
sealed interface Passing {
    /** A startup message: a client asks for a session. */
    record Connecting() implements Passing {}

    /** Statements are sent to be executed. {@code before} and {@code after} say how many the connection had sent, without and with them. */
    record Executing(List<Statement> statements, long before, long after) implements Passing {}

    /** The server says that a statement is done. */
    record Completed(String tag) implements Passing {}
}
