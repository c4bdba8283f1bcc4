package io.datasafe.outbox;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** A thread that runs one task, with a method to wait for its end. */
final class Worker {
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;

    /** Creates the thread; {@link #start} starts it. */
    Worker(ThreadFactory threads, String name, Runnable task) {
        Thread made = threads.newThread(() -> {
            try {
                task.run();
            } finally {
                ended.countDown();
            }
        });
        if (made == null) {
            throw new IllegalArgumentException(
                    "threads returned null for " + name + ": the factory must create a thread for each task");
        }
        made.setName(name);
        this.thread = made;
    }

    void start() {
        thread.start();
    }

    /** Creates a thread that does not keep the JVM alive. */
    static Thread daemon(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    }

    boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    /**
     * Waits for the end of the task; false if it still runs. Returns early if the calling thread is interrupted, and
     * keeps the interrupt flag set.
     */
    boolean awaitEnd(Duration atMost) {
        try {
            return ended.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
