package io.datasafe.load;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs the tasks of {@link LoadScope#map}, and decides when the scope sends its batches. A round starts when no task
 * runs any more, so every task has requested all that it can. One lock guards the count of running tasks and all state
 * that tasks share. The thread that lowers the count to 0 wakes the scope's thread. The scope's thread sends all due
 * batches, and only then releases the waiting tasks.
 */
final class Rounds {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private final int parallel;
    private final int mostThreads;
    private final Runnable sendAll;
    private final Executor threads;

    private final Deque<Task> released = new ArrayDeque<>();
    private final Deque<Task> fresh = new ArrayDeque<>();
    private List<Task> waiting = new ArrayList<>();
    private int running;
    /**
     * Tasks that have started and not ended. A task that waits for its own map call does not count: its place goes to
     * the tasks of that call.
     */
    private int live;

    private boolean active;

    /** {@code threads} must start each task at once, on a thread that the task may block. */
    Rounds(int parallel, int mostThreads, Runnable sendAll, Executor threads) {
        this.parallel = parallel;
        this.mostThreads = mostThreads;
        this.sendAll = sendAll;
        this.threads = threads;
    }

    void lock() {
        lock.lock();
    }

    void unlock() {
        lock.unlock();
    }

    /** True while the scope's thread is in a map call. Call it on that thread only. */
    boolean isActive() {
        return active;
    }

    /** Runs a map call on the scope's thread, which sends the batches meanwhile. Returns when all tasks have ended. */
    void run(MapCall<?, ?> call) {
        boolean interrupted = false;
        active = true;
        lock.lock();
        try {
            fresh.addAll(call.tasks());
            dispatch();
            while (!call.hasEnded()) {
                interrupted |= awaitIdle(call);
                if (!call.hasEnded()) {
                    round(call);
                }
            }
        } finally {
            lock.unlock();
            active = false;
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean awaitIdle(MapCall<?, ?> call) {
        boolean interrupted = false;
        while (running > 0) {
            try {
                idle.await();
            } catch (InterruptedException e) {
                interrupted = true;
                fail(call, cancelled("the thread of the scope was interrupted"));
                dispatch();
            }
        }
        return interrupted;
    }

    /**
     * Sends the due batches. All tasks wait and touch nothing until they are released, so no lock is needed while
     * sending.
     */
    private void round(MapCall<?, ?> call) {
        if (waiting.isEmpty()) {
            throw new IllegalStateException("no task runs, and none waits");
        }
        List<Task> waiters = waiting;
        waiting = new ArrayList<>();
        Throwable failure = null;
        lock.unlock();
        try {
            sendAll.run();
        } catch (Throwable e) {
            failure = e;
        } finally {
            lock.lock();
        }
        waiters.forEach(this::release);
        if (failure != null) {
            fail(call, failure);
        }
        dispatch();
    }

    /**
     * Makes a task wait for the next round. The task's own thread calls this with the lock held, and holds it again
     * afterwards.
     */
    void awaitRound(Task task) {
        checkNotCancelled(task);
        task.state = Task.State.WAITING;
        waiting.add(task);
        sleep(task);
        checkNotCancelled(task);
    }

    /** Runs a map call that a task makes. The task's own thread calls this. */
    void runNested(MapCall<?, ?> call, Task task) {
        lock.lock();
        try {
            checkNotCancelled(task);
            task.inner = call;
            task.state = Task.State.MAPPING;
            live--;
            fresh.addAll(call.tasks());
            sleep(task);
            task.inner = null;
        } finally {
            lock.unlock();
        }
    }

    private void sleep(Task task) {
        running--;
        dispatch();
        lock.unlock();
        try {
            task.park();
        } finally {
            lock.lock();
        }
    }

    /**
     * Records that a task has ended.
     *
     * @return the next task for this thread to run, or null if there is none
     */
    @Nullable
    Task finished(Task task, @Nullable Throwable failure) {
        lock.lock();
        try {
            running--;
            live--;
            end(task);
            if (failure != null) {
                fail(task.call(), failure);
            }
            Task next = released.isEmpty() && running < parallel ? nextFresh() : null;
            dispatch();
            return next;
        } finally {
            lock.unlock();
        }
    }

    private void end(Task task) {
        task.state = Task.State.DONE;
        MapCall<?, ?> call = task.call();
        call.ended();
        Task parent = call.parent();
        if (call.hasEnded() && parent != null) {
            live++;
            release(parent);
        }
    }

    /** Records a failure. The first failure of a call cancels the rest of it. */
    private void fail(MapCall<?, ?> call, Throwable failure) {
        if (call.failed(failure)) {
            cancel(call);
        }
    }

    private void cancel(MapCall<?, ?> call) {
        fresh.removeIf(task -> task.call() == call);
        waiting.removeIf(task -> task.call() == call);
        for (Task task : call.tasks()) {
            switch (task.state) {
                case NEW -> end(task);
                case WAITING -> release(task);
                case MAPPING -> {
                    MapCall<?, ?> inner = task.inner;
                    if (inner != null) {
                        fail(inner, cancelled("the task that called it was cancelled"));
                    }
                }
                case RUNNING -> task.interrupt();
                case RELEASED, DONE -> {
                    // A released task checks for the cancellation itself, and a done task has ended.
                }
            }
        }
    }

    private void release(Task task) {
        task.state = Task.State.RELEASED;
        released.add(task);
    }

    /** Lets as many tasks run as allowed, released tasks first. Wakes the scope's thread if none can run. */
    private void dispatch() {
        while (running < parallel) {
            Task task = released.poll();
            if (task != null) {
                task.state = Task.State.RUNNING;
                running++;
                task.resume();
                continue;
            }
            task = nextFresh();
            if (task == null) {
                break;
            }
            start(task);
        }
        if (running == 0) {
            idle.signal();
        }
    }

    private @Nullable Task nextFresh() {
        if (live >= mostThreads) {
            return null;
        }
        Task task = fresh.poll();
        if (task != null) {
            task.state = Task.State.RUNNING;
            running++;
            live++;
        }
        return task;
    }

    private void start(Task task) {
        try {
            threads.execute(task);
        } catch (Throwable e) {
            // The system has no more threads. The task fails, and its call with it, so nothing waits for ever.
            running--;
            live--;
            end(task);
            fail(task.call(), e);
        }
    }

    private static void checkNotCancelled(Task task) {
        if (task.call().isCancelled()) {
            throw cancelled("another task of the call failed");
        }
    }

    private static CancellationException cancelled(String why) {
        return new CancellationException("this map was cancelled: " + why);
    }
}
