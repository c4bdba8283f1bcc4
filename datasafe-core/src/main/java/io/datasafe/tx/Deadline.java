package io.datasafe.tx;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A moment on the JVM's monotonic clock.
 *
 * @param nanoTime of {@link System#nanoTime}
 * @param option what asked for it, to be named in messages
 * @param bound how long it was to be from then on
 */
record Deadline(long nanoTime, String option, Duration bound) {
    static Deadline in(Duration left) {
        return in(left, "deadline");
    }

    static Deadline in(Duration left, String option) {
        return new Deadline(System.nanoTime() + left.toNanos(), option, left);
    }

    /** The one that comes first; either may be missing. */
    static @Nullable Deadline earlier(@Nullable Deadline a, @Nullable Deadline b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.nanoTime - b.nanoTime <= 0 ? a : b;
    }

    boolean hasPassed() {
        return nanoTime - System.nanoTime() <= 0;
    }

    /** What is left, in milliseconds, rounded up: 0 only once it has passed. */
    long millisLeft() {
        long nanos = nanoTime - System.nanoTime();
        return nanos <= 0 ? 0 : (nanos + 999_999) / 1_000_000;
    }

    Duration left() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }

    /** How messages name it. */
    String title() {
        return option + "(" + bound + ")";
    }
}
