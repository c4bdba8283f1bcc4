package io.datasafe.load;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One item of a map call on its way through the body. All fields but the flag of the parked thread are guarded by the lock of the rounds. */
final class Task implements Runnable {
    /** Where a task is. Only RUNNING ones are counted as running. */
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
    /** What it waits for while it is MAPPING. */
    @Nullable
    MapCall<?, ?> inner;

    Task(Rounds rounds, MapCall<?, ?> call, int index) {
        this.rounds = rounds;
        this.call = call;
        this.index = index;
    }

    /** The task of these rounds that this thread runs. */
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

    /** Runs this task, and then those that begin when the one before ends: a thread is started only for a task that finds no free one. */
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
            // An interrupt was meant for the task that has ended.
            Thread.interrupted();
            task = rounds.finished(task, failure);
        }
        CURRENT.remove();
    }

    /** Waits for {@link #resume}. Interrupts do not end it, and are kept. */
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
