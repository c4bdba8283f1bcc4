package io.datasafe.test.proxy;

import java.util.concurrent.locks.LockSupport;

/**
 * Waits until an instant without spinning. A parked thread wakes up late by 50 to 100 microseconds, always by much the same on one machine, so the alarm
 * learns by how much and parks that much less.
 */
final class Alarm {
    private static final long LONGEST_LATENESS = 200_000;
    /** Too short a time to park for: no wait is cut by more. */
    private static final long EARLY = 20_000;

    private long lateness = 60_000;

    /** Waits until {@code System.nanoTime()} is about {@code due}, or returns early when the thread is unparked. */
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
