package io.datasafe.load;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One item of a map call, and the thread that runs the body for it. The lock of the {@link Rounds} guards all fields
 * except {@code resumed}.
 */
final class Task implements Runnable {
    /** The state of a task. Only RUNNING tasks count as running. */
    enum State {
        NEW,
        RUNNING,
        WAITING,
        MAPPING,
        RELEASED,
        DONE
    }

    private static final ThreadLocal<@Nullable Task> CURRENT = new ThreadLocal<>();

    private final Rounds rounds;
    private final MapCall<?, ?> call;
    private final int index;
    private @Nullable Thread thread;
    private volatile boolean resumed;

    State state = State.NEW;
    /** The map call that the task waits for while it is MAPPING. */
    @Nullable
    MapCall<?, ?> inner;

    Task(Rounds rounds, MapCall<?, ?> call, int index) {
        this.rounds = rounds;
        this.call = call;
        this.index = index;
    }

    /** The task of these rounds that this thread runs, or null. */
    static @Nullable Task current(Rounds rounds) {
        Task task = CURRENT.get();
        return task != null && task.rounds == rounds ? task : null;
    }

    Rounds rounds() {
        return rounds;
    }

    MapCall<?, ?> call() {
        return call;
    }

    /**
     * Runs this task, and then further tasks as each one ends. So a thread is started only for a task that finds no
     * free thread.
     */
    @Override
    public void run() {
        Task task = this;
        while (task != null) {
            CURRENT.set(task);
            task.thread = Thread.currentThread();
            Throwable failure = null;
            try {
                task.call.perform(task.index);
            } catch (Throwable e) {
                failure = e;
            }
            // A late interrupt was meant for the task that has just ended.
            Thread.interrupted();
            task = rounds.finished(task, failure);
        }
        CURRENT.remove();
    }

    /** Waits for {@link #resume}. An interrupt does not end the wait; it is kept. */
    void park() {
        boolean interrupted = false;
        while (!resumed) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        resumed = false;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    void resume() {
        resumed = true;
        LockSupport.unpark(thread);
    }

    void interrupt() {
        Thread runner = thread;
        if (runner != null && runner != Thread.currentThread()) {
            runner.interrupt();
        }
    }
}
