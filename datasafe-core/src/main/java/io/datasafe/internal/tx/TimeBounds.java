package io.datasafe.internal.tx;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long parts of a transaction may take; null where a part is not bounded. Whole milliseconds.
 *
 * @param statement each statement
 * @param lock each wait for a lock
 * @param idle the time between two statements
 * @param transaction the whole transaction
 * @param commit the wait for the reply to COMMIT
 */
public record TimeBounds(
        @Nullable Duration statement,
        @Nullable Duration lock,
        @Nullable Duration idle,
        @Nullable Duration transaction,
        @Nullable Duration commit) {
    /** Nothing is bounded. */
    public static final TimeBounds NONE = new TimeBounds(null, null, null, null, null);

    /** Whether the server has to be told of any of them. The wait for COMMIT is bounded on the socket. */
    boolean inPrologue() {
        return statement != null || lock != null || idle != null || transaction != null;
    }
}
