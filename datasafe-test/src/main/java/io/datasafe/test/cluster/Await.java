package io.datasafe.test.cluster;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Polls a condition until it holds, up to a time limit. */
final class Await {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long PAUSE_NANOS = 2_000_000;

    private Await() {}

    /** A condition that may query the database. */
    @FunctionalInterface
    interface Condition<X extends Exception> {
        boolean holds() throws X;
    }

    static <X extends Exception> void until(Duration limit, Condition<X> condition, Supplier<String> complaint)
            throws X {
        long start = System.nanoTime();
        while (!condition.holds()) {
            if (System.nanoTime() - start > limit.toNanos()) {
                throw new ClusterException(complaint.get() + " (waited " + limit.toMillis() + " ms)");
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new ClusterException("interrupted while waiting: " + complaint.get());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
