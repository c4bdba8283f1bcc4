package io.datasafe.outbox;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one thread wait until it is rung for, or told to end. Rings that come before it waits again are one. */
final class WakeUp {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final AtomicBoolean rung = new AtomicBoolean();
    private volatile boolean closed;

    void ring() {
        // Whoever rings is busy: all but the first pay for one read.
        if (rung.compareAndSet(false, true)) {
            signal();
        }
    }

    void close() {
        closed = true;
        signal();
    }

    boolean isClosed() {
        return closed;
    }

    /** Waits until somebody rings, now or since the last time, at most for so long. */
    void await(Duration atMost) {
        await(atMost, true);
        rung.set(false);
    }

    /** Waits for so long, whoever rings. */
    void pause(Duration time) {
        await(time, false);
    }

    private void await(Duration atMost, boolean untilRung) {
        long nanos = atMost.toNanos();
        lock.lock();
        try {
            while (nanos > 0 && !closed && !(untilRung && rung.get())) {
                nanos = changed.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            // Only close() ends the thread that waits here; somebody else's interrupt wakes it up, and that is all.
            rung.set(true);
        } finally {
            lock.unlock();
        }
    }

    private void signal() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
