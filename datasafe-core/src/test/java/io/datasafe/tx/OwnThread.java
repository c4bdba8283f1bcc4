package io.datasafe.tx;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Runs work beside the test, on a thread of its own. The common pool is no place for work that blocks: on two cores it
 * has one thread since JDK 25 (before, {@link CompletableFuture} made a thread for each task there), so a test that
 * waits for the second task waits for ever.
 */
final class OwnThread {
    private OwnThread() {}

    static <T> CompletableFuture<T> supply(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, OwnThread::start);
    }

    static CompletableFuture<Void> run(Runnable work) {
        return CompletableFuture.runAsync(work, OwnThread::start);
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "beside the test");
        thread.setDaemon(true);
        thread.start();
    }
}
