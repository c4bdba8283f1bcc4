package io.datasafe.internal.tx;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A moment on the JVM's monotonic clock.
 *
 * @param nanoTime the moment, as {@link System#nanoTime} gives it
 * @param option the option that asked for it, as messages name it
 * @param bound the time that this option allows
 */
public record Deadline(long nanoTime, String option, Duration bound) {
    /**
     * A deadline that a caller asked for.
     *
     * @param left the time from now on
     * @return a deadline that messages call {@code deadline}
     */
    public static Deadline in(Duration left) {
        return in(left, "deadline");
    }

    /**
     * A deadline that some option asked for.
     *
     * @param left the time from now on
     * @param option the option
     * @return the deadline
     */
    public static Deadline in(Duration left, String option) {
        return new Deadline(System.nanoTime() + left.toNanos(), option, left);
    }

    /**
     * Chooses the earlier of two deadlines.
     *
     * @param a one, or null for none
     * @param b the other, or null for none
     * @return the earlier; null if there is none
     */
    public static @Nullable Deadline earlier(@Nullable Deadline a, @Nullable Deadline b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.nanoTime - b.nanoTime <= 0 ? a : b;
    }

    /** {@return whether the moment has passed} */
    public boolean hasPassed() {
        return nanoTime - System.nanoTime() <= 0;
    }

    /** {@return the time left in milliseconds, rounded up: 0 only once it has passed} */
    public long millisLeft() {
        long nanos = nanoTime - System.nanoTime();
        return nanos <= 0 ? 0 : (nanos + 999_999) / 1_000_000;
    }

    /** {@return the time left; zero once it has passed} */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }

    /** {@return how messages name it, such as {@code deadline(PT5S)}} */
    public String title() {
        return option + "(" + bound + ")";
    }
}
