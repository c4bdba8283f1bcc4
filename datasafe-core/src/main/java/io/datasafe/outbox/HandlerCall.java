package io.datasafe.outbox;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Calls the handler, and can interrupt it, but never the thread at anything else: an interrupt would break a connection under a virtual thread. */
final class HandlerCall {
    private final MessageHandler handler;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Thread inside;
    private boolean interrupted;

    HandlerCall(MessageHandler handler) {
        this.handler = handler;
    }

    /** Delivers a message; what the handler throws is the answer, null if it returned. */
    @Nullable
    Throwable deliver(Message message) {
        if (!enter()) {
            return new InterruptedException("the reader is being closed");
        }
        try {
            handler.handle(message);
            return null;
        } catch (Throwable e) {
            // An Error too: whatever it is, the message is not delivered, and others may be.
            return e;
        } finally {
            leave();
        }
    }

    /** Interrupts the handler now, if it is called, and lets no further call begin. */
    void interrupt() {
        lock.lock();
        try {
            interrupted = true;
            if (inside != null) {
                inside.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    boolean isInterrupted() {
        lock.lock();
        try {
            return interrupted;
        } finally {
            lock.unlock();
        }
    }

    private boolean enter() {
        lock.lock();
        try {
            inside = interrupted ? null : Thread.currentThread();
            return !interrupted;
        } finally {
            lock.unlock();
        }
    }

    private void leave() {
        lock.lock();
        try {
            inside = null;
            // Also one that the handler left behind: it is meant for nothing that follows.
            Thread.interrupted();
        } finally {
            lock.unlock();
        }
    }
}
