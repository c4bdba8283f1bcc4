package io.datasafe.outbox;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** A thread that runs one task, and whose end can be waited for. */
final class Worker {
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;

    /** Makes the thread; {@link #start} starts it. */
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
                    "threads gave no thread for " + name + ": it must make one for each task");
        }
        made.setName(name);
        this.thread = made;
    }

    void start() {
        thread.start();
    }

    /** Threads that do not keep the JVM alive. */
    static Thread daemon(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    }

    boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    /** Waits for the end; gives up early if the waiting thread is interrupted, which stays interrupted. */
    boolean awaitEnd(Duration atMost) {
        try {
            return ended.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
