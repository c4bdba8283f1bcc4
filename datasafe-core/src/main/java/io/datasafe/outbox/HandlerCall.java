package io.datasafe.outbox;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Calls the handler, and interrupts the thread only while the handler runs. An interrupt at any other moment could
 * break a connection that a virtual thread uses.
 */
final class HandlerCall {
    private final MessageHandler handler;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Thread inside;
    private boolean interrupted;

    HandlerCall(MessageHandler handler) {
        this.handler = handler;
    }

    /** Delivers a message. Returns what the handler threw, or null if it returned. */
    @Nullable
    Throwable deliver(Message message) {
        if (!enter()) {
            return new InterruptedException("the reader is being closed");
        }
        try {
            handler.handle(message);
            return null;
        } catch (Throwable e) {
            // Catches Errors too: the message is not delivered, but the next ones may be.
            return e;
        } finally {
            leave();
        }
    }

    /** Interrupts the handler if it is running, and prevents further calls. */
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
            // Also clears an interrupt that the handler left behind, because it is not meant for the code that follows.
            Thread.interrupted();
        } finally {
            lock.unlock();
        }
    }
}
