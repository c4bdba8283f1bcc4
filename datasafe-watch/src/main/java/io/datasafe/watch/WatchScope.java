package io.datasafe.watch;

import io.datasafe.event.DatasafeListener;
import io.datasafe.internal.scope.TaskLocal;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A unit of work whose statements are looked at together: a request, a job, a test. Carried by the thread that opened it.
 *
 * <p>Thread-safe, but only the thread that opened it closes it. Other threads belong to it for the time of a task that {@link #fork} has wrapped, and
 * those that a load scope's {@code map} runs its bodies on.
 *
 * @since 0.1
 */
public final class WatchScope implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("io.datasafe");
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

    /** The innermost scope of this thread. */
    static @Nullable WatchScope current() {
        return CURRENT.get();
    }

    /** {@return the name that findings have} */
    public String name() {
        return name;
    }

    /**
     * {@return how many statements were sent so far} A JDBC batch is one; statements that only begin, end or configure a transaction or a session are none. 0 if
     * the scope was not among those that {@link WatchBuilder#sample} has drawn.
     */
    public int statements() {
        return tally == null ? 0 : tally.statements();
    }

    /** {@return how often each statement was sent so far, without values, in the order of their first executions} */
    public Map<String, Integer> counts() {
        return tally == null ? Map.of() : tally.counts();
    }

    /** {@return what was found so far, in the order of the first executions} */
    public List<Finding> findings() {
        return tally == null ? List.of() : tally.findings();
    }

    /**
     * Makes a task part of this scope, on whichever thread it runs. What it sends after the scope was closed is not seen.
     *
     * @param task the task
     * @return the task to hand to the other thread; on its end the thread is as it was before
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
     * Makes a task with a result part of this scope, on whichever thread it runs.
     *
     * @param task the task
     * @param <T> its result
     * @return the task to hand to the other thread
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
     * @return an executor that passes on what {@link #fork(Runnable)} gives
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

    /** How many stacks were walked. */
    int walks() {
        return tally == null ? 0 : tally.walks();
    }

    /**
     * Ends the scope, and reports its findings to the listener, if there is one. Nothing happens the second time.
     *
     * @throws IllegalStateException on another thread than the one that opened it
     */
    @Override
    public void close() {
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException("scope \"" + name + "\" was opened by the thread " + owner.getName()
                    + " and is closed by " + Thread.currentThread().getName()
                    + ": close it where it was opened, and hand tasks over with fork(..)");
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
        try {
            listener.on(new WatchEvent.Found(
                    finding.scope(),
                    finding.kind().name(),
                    finding.source(),
                    finding.sql(),
                    finding.count(),
                    finding.total(),
                    finding.place(),
                    finding.toString()));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "the listener failed on a finding", e);
        }
    }
}
