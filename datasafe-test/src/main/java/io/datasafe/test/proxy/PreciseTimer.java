package io.datasafe.test.proxy;

import java.util.concurrent.locks.LockSupport;

/**
 * A timer that waits until an instant without spinning. A parked thread wakes 50 to 100 microseconds late, by much the
 * same amount each time on one machine. The timer learns that amount and parks for that much less.
 */
final class PreciseTimer {
    private static final long LONGEST_LATENESS = 200_000;
    /** Too short a time to park for. No wait is cut short by more than this. */
    private static final long EARLY = 20_000;

    private long lateness = 60_000;

    /** Waits until {@code System.nanoTime()} is about {@code due}. Returns early if the thread is unparked. */
    void waitUntil(long due) {
        long left = due - System.nanoTime();
        if (left <= EARLY) {
            return;
        }
        long sleep = Math.max(left - lateness, 1);
        long wake = System.nanoTime() + sleep;
        LockSupport.parkNanos(this, sleep);
        long late = System.nanoTime() - wake;
        if (late >= 0) {
            lateness += (Math.min(late, LONGEST_LATENESS) - lateness) / 16;
        }
    }

    boolean isDue(long due) {
        return due - System.nanoTime() <= EARLY;
    }
}
