package io.datasafe.benchmarks.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Threads that do what they are given, all at once. The first failure ends the rest. */
final class Workers<T> implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CompletionService<T> completion = new ExecutorCompletionService<>(threads);
    private int running;

    void start(Callable<T> task) {
        completion.submit(task);
        running++;
    }

    /** Waits for all that were started. */
    List<T> results() throws Exception {
        List<T> results = new ArrayList<>();
        for (; running > 0; running--) {
            try {
                results.add(completion.take().get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("A worker failed: " + e.getCause(), e.getCause());
            }
        }
        return results;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
