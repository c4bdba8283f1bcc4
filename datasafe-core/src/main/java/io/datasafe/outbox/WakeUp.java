package io.datasafe.outbox;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one thread wait until it is rung or closed. Rings that come before it waits again are combined. */
final class WakeUp {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final AtomicBoolean rung = new AtomicBoolean();
    private volatile boolean closed;

    void ring() {
        // Callers are busy threads: only the first ring takes the lock.
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

    /** Waits until the next ring, at most this long. A ring since the last wait ends it at once. */
    void await(Duration atMost) {
        await(atMost, true);
        rung.set(false);
    }

    /** Waits this long, also if it is rung. */
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
            // Only close() ends the waiting thread. An interrupt from elsewhere wakes it like a ring.
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
