package io.datasafe.tx;

import java.time.Duration;
import java.util.Objects;

/**
 * What became of a transaction after the reply to its COMMIT was lost.
 *
 * @since 0.1
 */
public enum Resolution {
    /** It is committed. */
    COMMITTED,
    /** It is rolled back and can no longer commit: the work can be run again. */
    ROLLED_BACK,
    /** No server that could be asked knows. */
    UNKNOWN;

    private static final Duration LONGEST = Duration.ofHours(24);

    /** Checks how long a caller wants to keep asking. */
    static Duration checkWithin(Duration within) {
        Objects.requireNonNull(within, "within");
        if (within.isNegative() || within.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("within is " + within + ", must be 0 to 24 hours");
        }
        return within;
    }
}
