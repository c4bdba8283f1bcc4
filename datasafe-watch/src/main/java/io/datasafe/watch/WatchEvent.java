package io.datasafe.watch;

import io.datasafe.event.Event;
import java.time.Duration;

/**
 * An event of a {@link WatchScope}. It holds no value that was bound, written into SQL or read.
 *
 * @since 0.1
 */
public sealed interface WatchEvent extends Event {
    /** {@return the name of the scope} */
    String scope();

    /**
     * Code sent a statement repeatedly where one statement could do. Sent once per {@link Finding} when the scope is
     * closed.
     *
     * @param scope the name of the scope
     * @param kind the kind of repetition: {@code N_PLUS_ONE}, {@code REPEATED_READ} or {@code DML_LOOP}
     * @param source the name of the data source; empty if it has no name
     * @param sql the statement, without values
     * @param count the number of executions from this place
     * @param total the time of all these executions together
     * @param place the place in the code, as in a stack trace
     * @param message a description for people in several lines, with the origin of the values and the code to write
     *     instead
     */
    record Found(
            String scope,
            String kind,
            String source,
            String sql,
            int count,
            Duration total,
            String place,
            String message)
            implements WatchEvent {}
}
