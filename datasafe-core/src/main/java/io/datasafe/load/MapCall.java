package io.datasafe.load;

import io.datasafe.internal.scope.TaskLocal;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One call of {@link LoadScope#map}: its tasks, one per item, and their results. The lock of the {@link Rounds} guards
 * its state, except the results: each task writes its own.
 */
final class MapCall<T, R extends @Nullable Object> {
    private final List<T> items;
    private final Function<? super T, ? extends R> body;
    private final @Nullable Object[] results;
    private final @Nullable Task parent;
    private final Task[] tasks;
    /** The bodies are part of the caller's work, so they see its task-local values. */
    private final TaskLocal.Held context = TaskLocal.held();

    private int left;
    private @Nullable Throwable failure;

    /** {@code parent} is the task that makes the call, or null for the scope's thread. */
    MapCall(Rounds rounds, List<T> items, Function<? super T, ? extends R> body, @Nullable Task parent) {
        this.items = items;
        this.body = body;
        this.parent = parent;
        this.left = items.size();
        this.results = new @Nullable Object[left];
        this.tasks = new Task[left];
        for (int i = 0; i < left; i++) {
            tasks[i] = new Task(rounds, this, i);
        }
    }

    List<Task> tasks() {
        return Arrays.asList(tasks);
    }

    @Nullable
    Task parent() {
        return parent;
    }

    void perform(int index) {
        TaskLocal.Held before = context.enter();
        try {
            results[index] = body.apply(items.get(index));
        } finally {
            before.enter();
        }
    }

    /** Counts one task as ended. */
    void ended() {
        left--;
    }

    boolean hasEnded() {
        return left == 0;
    }

    boolean isCancelled() {
        return failure != null;
    }

    /**
     * Keeps the first failure, which cancels the call. Adds later failures to it as suppressed, unless they result from
     * the cancellation.
     */
    boolean failed(Throwable why) {
        Throwable first = failure;
        if (first == null) {
            failure = why;
            return true;
        }
        if (why != first && !(why instanceof CancellationException)) {
            first.addSuppressed(why);
        }
        return false;
    }

    /** The results, after all tasks have ended. Throws what a task threw. */
    @SuppressWarnings("unchecked") // The bodies returned these.
    List<R> results() {
        Throwable why = failure;
        if (why instanceof Error error) {
            throw error;
        }
        if (why instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (why != null) {
            // A body written in Kotlin or another JVM language may throw a checked exception.
            throw new UndeclaredThrowableException(why);
        }
        return (List<R>) Collections.unmodifiableList(new ArrayList<>(Arrays.asList(results)));
    }
}
