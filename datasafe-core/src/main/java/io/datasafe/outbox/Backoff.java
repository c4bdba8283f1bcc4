package io.datasafe.outbox;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * The pauses between attempts. The pause after the n-th failure is drawn evenly from 0 to
 * {@code min(max, first * 2^(n-1))}: exponential backoff with full jitter (Brooker, "Exponential Backoff And Jitter",
 * AWS Architecture Blog, 2015).
 */
record Backoff(Duration first, Duration max) {
    private static final int MAX_DOUBLINGS = 30;

    /** The pauses before the reader tries the database again. */
    static final Backoff DATABASE = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10));

    Duration after(int failures) {
        return after(failures, ThreadLocalRandom.current()::nextDouble);
    }

    /** {@code random} returns a number from 0 (inclusive) to 1 (exclusive). */
    Duration after(int failures, DoubleSupplier random) {
        long factor = 1L << Math.min(failures - 1, MAX_DOUBLINGS);
        // Compare before multiplying: first * factor may not fit into a long.
        boolean capped = first.compareTo(max.dividedBy(factor)) > 0;
        long ceiling = (capped ? max : first.multipliedBy(factor)).toNanos();
        return Duration.ofNanos((long) (random.getAsDouble() * ceiling));
    }
}
