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

/** One call of map: a task for each item. Guarded by the lock of the rounds, but for the results: each task writes its own. */
final class MapCall<T, R extends @Nullable Object> {
    private final List<T> items;
    private final Function<? super T, ? extends R> body;
    private final @Nullable Object[] results;
    private final @Nullable Task parent;
    private final Task[] tasks;
    /** The bodies are part of the work of whoever makes the call. */
    private final TaskLocal.Held context = TaskLocal.held();

    private int left;
    private @Nullable Throwable failure;

    /** Makes the call; {@code parent} is the task that it is made in, if any. */
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

    /** One task less to wait for. */
    void ended() {
        left--;
    }

    boolean hasEnded() {
        return left == 0;
    }

    boolean isCancelled() {
        return failure != null;
    }

    /** Keeps the first failure, which cancels the call; later ones are suppressed in it, if they are not its consequence. */
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

    /** The results, once all tasks have ended; throws what a task has thrown. */
    @SuppressWarnings("unchecked") // The body has made them.
    List<R> results() {
        Throwable why = failure;
        if (why instanceof Error error) {
            throw error;
        }
        if (why instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (why != null) {
            // A body in another language than Java may throw a checked exception.
            throw new UndeclaredThrowableException(why);
        }
        return (List<R>) Collections.unmodifiableList(new ArrayList<>(Arrays.asList(results)));
    }
}
