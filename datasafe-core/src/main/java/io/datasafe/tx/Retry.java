package io.datasafe.tx;

import java.time.Duration;
import java.util.Objects;
import java.util.function.DoubleSupplier;

/**
 * When a transaction that lost a conflict is run again: from its start, on SQLSTATE {@code 40001} (serialization failure) and {@code
 * 40P01} (deadlock) only, whether they came at a statement or at COMMIT. PostgreSQL's documentation (section 13.5) asks for just this.
 *
 * <p>The pause before the n-th retry is drawn evenly from 0 to {@code min(max, first * 2^(n-1))}: exponential backoff with full jitter
 * (Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015). No connection is held during it.
 *
 * <p>Only the outermost {@code call} retries; a joined one never does. Immutable and thread-safe.
 *
 * @since 0.1
 */
public final class Retry {
    private static final int MAX_ATTEMPTS = 1_000;
    private static final int MAX_DOUBLINGS = 30;
    private static final Duration LONGEST = Duration.ofDays(1);

    /** Up to 10 attempts within 3 seconds, pauses from 10 ms growing to 500 ms at the most. */
    static final Retry DEFAULT = new Retry(10, Duration.ofSeconds(3), Duration.ofMillis(10), Duration.ofMillis(500));

    private static final Retry NONE = new Retry(1, DEFAULT.within, DEFAULT.first, DEFAULT.max);

    private final int attempts;
    private final Duration within;
    private final Duration first;
    private final Duration max;

    private Retry(int attempts, Duration within, Duration first, Duration max) {
        this.attempts = attempts;
        this.within = within;
        this.first = first;
        this.max = max;
    }

    /** {@return a policy that never runs work twice} */
    public static Retry none() {
        return NONE;
    }

    /**
     * Bounds the number of runs. Default 10. The other bounds are the defaults until set.
     *
     * @param attempts the number of runs in all, the first included; 1 to 1,000
     * @return the policy
     * @throws IllegalArgumentException outside that range
     */
    public static Retry upTo(int attempts) {
        if (attempts < 1 || attempts > MAX_ATTEMPTS) {
            throw new IllegalArgumentException("attempts is " + attempts + ", must be 1 to " + MAX_ATTEMPTS
                    + " (1, or Retry.none(), never retries)");
        }
        return new Retry(attempts, DEFAULT.within, DEFAULT.first, DEFAULT.max);
    }

    /**
     * Bounds the time: no run begins when its pause would end later than this after the start of the first run. A run that has begun is
     * not cut short. Default 3 seconds.
     *
     * @param within the bound; more than 0, at most 24 hours
     * @return a policy with this bound
     * @throws IllegalArgumentException outside that range
     */
    public Retry within(Duration within) {
        return new Retry(attempts, bounded("within", within), first, max);
    }

    /**
     * Sets the pauses. Default 10 ms growing to 500 ms.
     *
     * @param first the longest possible pause before the first retry; it doubles with each further one; more than 0
     * @param max the longest possible pause of all; {@code first} or more, at most 24 hours
     * @return a policy with these pauses
     * @throws IllegalArgumentException outside those ranges
     */
    public Retry backoff(Duration first, Duration max) {
        bounded("first", first);
        if (bounded("max", max).compareTo(first) < 0) {
            throw new IllegalArgumentException("max is " + max + ", must be " + first + " (first) or more");
        }
        return new Retry(attempts, within, first, max);
    }

    int attempts() {
        return attempts;
    }

    Duration within() {
        return within;
    }

    /** The pause after so many failed runs; {@code random} gives 0 (inclusive) to 1 (exclusive). */
    Duration pauseAfter(int failed, DoubleSupplier random) {
        long factor = 1L << Math.min(failed - 1, MAX_DOUBLINGS);
        // Compare before multiplying: first * factor may not fit into a long.
        boolean capped = first.compareTo(max.dividedBy(factor)) > 0;
        long ceiling = (capped ? max : first.multipliedBy(factor)).toNanos();
        return Duration.ofNanos((long) (random.getAsDouble() * ceiling));
    }

    private static Duration bounded(String name, Duration value) {
        Objects.requireNonNull(value, name);
        if (value.isNegative() || value.isZero() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " is " + value + ", must be more than 0 and at most 24 hours");
        }
        return value;
    }

    @Override
    public String toString() {
        return "Retry[upTo=" + attempts + ", within=" + within + ", backoff=" + first + ".." + max + "]";
    }
}
