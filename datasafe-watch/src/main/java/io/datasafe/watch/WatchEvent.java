package io.datasafe.watch;

import io.datasafe.event.Event;
import java.time.Duration;

/**
 * What a watch has seen of the statements of a scope. Holds no value that was bound, written into SQL or read.
 *
 * @since 0.1
 */
public sealed interface WatchEvent extends Event {
    /** {@return the name of the scope} */
    String scope();

    /**
     * A statement was sent again and again where one could do: a candidate. Sent when the scope is closed, once for each finding.
     *
     * @param scope the name of the scope
     * @param kind what is repeated: {@code N_PLUS_ONE}, {@code REPEATED_READ} or {@code DML_LOOP}
     * @param source the name of the data source; empty if it has none
     * @param sql the statement, without values
     * @param count how often it was sent from this place
     * @param total how long the executions took, all together
     * @param place the place in the code, as in a stack trace
     * @param message all of it for people, with where the values came from and what to write instead; several lines
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
