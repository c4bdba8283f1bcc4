package io.datasafe.test.proxy;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The proxy's threads. All are daemons and registered here, so closing the proxy can wait for the last one. */
final class ProxyThreads {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    Thread start(String name, Runnable work) {
        threads.removeIf(thread -> !thread.isAlive());
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
        return thread;
    }

    /**
     * Waits for all threads except the caller's, including those that start meanwhile. The threads must have been told
     * to end.
     */
    void awaitEnd() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Set<Thread> self = Set.of(Thread.currentThread());
        while (!self.containsAll(threads)) {
            for (Thread thread : threads) {
                if (thread != Thread.currentThread()) {
                    join(thread, deadline);
                }
            }
            threads.removeIf(thread -> !thread.isAlive());
        }
    }

    /** Waits for one thread, which must have been told to end. */
    static void awaitEnd(Thread thread) {
        join(thread, System.nanoTime() + PATIENCE.toNanos());
    }

    private static void join(Thread thread, long deadline) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new IllegalStateException(
                        "Thread " + thread.getName() + " of the fault proxy did not end within " + PATIENCE);
            }
            try {
                thread.join(left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
