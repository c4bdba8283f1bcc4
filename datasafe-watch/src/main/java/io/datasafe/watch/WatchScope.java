package io.datasafe.watch;

import io.datasafe.event.DatasafeListener;
import io.datasafe.internal.scope.Listeners;
import io.datasafe.internal.scope.TaskLocal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A unit of work whose statements are analysed together, such as a request, a job or a test. It is bound to the thread
 * that opened it.
 *
 * <p>Thread-safe, but only the thread that opened it may close it. Another thread belongs to it while it runs a task
 * that {@link #fork} has wrapped, or a body of a load scope's {@code map}.
 *
 * @since 0.1
 */
public final class WatchScope implements AutoCloseable {
    private static final TaskLocal<WatchScope> CURRENT = new TaskLocal<>();

    private final String name;
    private final @Nullable Tally tally;
    private final @Nullable DatasafeListener listener;
    private final @Nullable WatchScope outer;
    private final Thread owner = Thread.currentThread();
    private volatile boolean closed;

    private WatchScope(
            String name, @Nullable Tally tally, @Nullable DatasafeListener listener, @Nullable WatchScope outer) {
        this.name = name;
        this.tally = tally;
        this.listener = listener;
        this.outer = outer;
    }

    static WatchScope open(String name, WatchOptions options) {
        WatchScope scope = new WatchScope(name, new Tally(name, options), options.listener(), current());
        CURRENT.set(scope);
        return scope;
    }

    static WatchScope notWatched(String name) {
        return new WatchScope(name, null, null, null);
    }

    /** The innermost scope of this thread, or null. */
    static @Nullable WatchScope current() {
        return CURRENT.get();
    }

    /** {@return the name in findings} */
    public String name() {
        return name;
    }

    /**
     * {@return the number of statements sent so far} A JDBC batch counts as one. Statements that only begin, end or
     * configure a transaction or a session do not count. 0 if {@link WatchBuilder#sample} did not choose this scope.
     */
    public int statements() {
        return tally == null ? 0 : tally.statements();
    }

    /**
     * {@return the number of executions of each statement so far, without values, in the order of the first executions}
     */
    public Map<String, Integer> counts() {
        return tally == null ? Map.of() : tally.counts();
    }

    /** {@return the findings so far, in the order of the first executions} */
    public List<Finding> findings() {
        return tally == null ? List.of() : tally.findings();
    }

    /**
     * Makes a task part of this scope, on any thread. Statements that it sends after the scope was closed are not seen.
     *
     * @param task the task
     * @return the task for the other thread; when it ends, it restores the previous scope of that thread
     */
    public Runnable fork(Runnable task) {
        return () -> {
            WatchScope before = current();
            CURRENT.set(tally == null ? before : this);
            try {
                task.run();
            } finally {
                CURRENT.set(before);
            }
        };
    }

    /**
     * Makes a task with a result part of this scope, on any thread.
     *
     * @param task the task
     * @param <T> the type of the result
     * @return the task for the other thread
     */
    public <T extends @Nullable Object> Callable<T> forkCall(Callable<T> task) {
        return () -> {
            WatchScope before = current();
            CURRENT.set(tally == null ? before : this);
            try {
                return task.call();
            } finally {
                CURRENT.set(before);
            }
        };
    }

    /**
     * Makes all tasks of an executor part of this scope.
     *
     * @param executor runs the tasks
     * @return an executor that wraps each task with {@link #fork(Runnable)}
     */
    public Executor executor(Executor executor) {
        return task -> executor.execute(fork(task));
    }

    void add(StatementSource source, StatementShape text, Binds binds, int batch, long nanos) {
        if (text.kind() == StatementShape.Kind.CONTROL) {
            return;
        }
        for (WatchScope scope = this; scope != null; scope = scope.outer) {
            if (!scope.closed && scope.tally != null) {
                scope.tally.add(source, text, binds, batch, nanos);
            }
        }
    }

    @Nullable
    ResultTrace trace(StatementSource source, StatementShape text) {
        ResultTrace trace = null;
        for (WatchScope scope = this; scope != null; scope = scope.outer) {
            if (!scope.closed && scope.tally != null) {
                ResultTrace own = scope.tally.trace(source, text, trace);
                trace = trace == null ? own : trace;
            }
        }
        return trace;
    }

    /** The number of stack walks so far. */
    int walks() {
        return tally == null ? 0 : tally.walks();
    }

    /**
     * Ends the scope, and reports its findings to the listener, if there is one. A second call does nothing.
     *
     * @throws IllegalStateException on a thread other than the one that opened the scope
     */
    @Override
    public void close() {
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException("scope \"" + name + "\" was opened by the thread " + owner.getName()
                    + " and is closed by " + Thread.currentThread().getName()
                    + ": close it on the thread that opened it, and wrap tasks for other threads with fork(..)");
        }
        if (closed || tally == null) {
            return;
        }
        closed = true;
        WatchScope open = current();
        while (open != null && open.closed) {
            open = open.outer;
        }
        CURRENT.set(open);
        if (listener != null) {
            tally.findings().forEach(finding -> report(listener, finding));
        }
    }

    private static void report(DatasafeListener listener, Finding finding) {
        Listeners.tell(
                listener,
                new WatchEvent.Found(
                        finding.scope(),
                        finding.kind().name(),
                        finding.source(),
                        finding.sql(),
                        finding.count(),
                        finding.total(),
                        finding.place(),
                        finding.toString()));
    }
}
