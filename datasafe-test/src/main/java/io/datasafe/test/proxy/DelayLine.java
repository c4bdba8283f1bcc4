package io.datasafe.test.proxy;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Delays the bytes of one direction. Bytes leave in the order in which they arrived, each later by the delay that
 * applied on arrival. This adds latency but does not limit throughput, because any number of bytes can be under way at
 * once. One thread puts bytes in. Without a delay that thread also writes them; the first delay starts a separate
 * writer.
 */
final class DelayLine {
    /** The most bytes under way at once. Beyond it the sender waits, as with a network's window. */
    private static final int WINDOW = 16 * 1024 * 1024;

    /** Bytes under way, with the time when they are due. */
    private static final class Chunk {
        private final byte[] bytes;
        private final long due;
        private final @Nullable Runnable atEnd;

        Chunk(byte[] bytes, long due, @Nullable Runnable atEnd) {
            this.bytes = bytes;
            this.due = due;
            this.atEnd = atEnd;
        }
    }

    private final String name;
    private final OutputStream out;
    private final LongSupplier delay;
    private final Valve valve;
    private final ProxyThreads threads;
    private final Consumer<IOException> broken;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Chunk> queue = new ArrayDeque<>();
    private final PreciseTimer alarm = new PreciseTimer();
    private long bytesUnderWay;
    private long latestDue = System.nanoTime();
    private volatile boolean discarding;
    private volatile boolean closed;
    private volatile @Nullable Thread writer;

    DelayLine(
            String name,
            OutputStream out,
            LongSupplier delay,
            Valve valve,
            ProxyThreads threads,
            Consumer<IOException> broken) {
        this.name = name;
        this.out = out;
        this.delay = delay;
        this.valve = valve;
        this.threads = threads;
        this.broken = broken;
    }

    /** Passes bytes on. Blocks while the window is full, or while the valve is shut and there is no delay. */
    void send(byte[] bytes, int offset, int length) throws IOException {
        if (goesStraightThrough()) {
            valve.awaitOpen(this::isOver);
            if (!isOver()) {
                out.write(bytes, offset, length);
            }
        } else {
            add(Arrays.copyOfRange(bytes, offset, offset + length), null);
        }
    }

    /** Calls {@code atEnd} after everything under way has left or has been discarded. */
    void end(Runnable atEnd) {
        if (goesStraightThrough()) {
            valve.awaitOpen(this::isOver);
            atEnd.run();
        } else {
            add(new byte[0], atEnd);
        }
    }

    /**
     * Delays everything sent from now on by {@code extra} more. It cannot be overtaken, so everything behind it is
     * delayed too.
     */
    void delayFromHere(Duration extra) {
        lock.lock();
        try {
            latestDue = Math.max(latestDue, System.nanoTime() + delay.getAsLong() + extra.toNanos());
        } finally {
            lock.unlock();
        }
    }

    /** Discards everything under way and everything that arrives later. */
    void discard() {
        Runnable atEnd = null;
        lock.lock();
        try {
            discarding = true;
            for (Chunk chunk : queue) {
                atEnd = chunk.atEnd == null ? atEnd : chunk.atEnd;
            }
            queue.clear();
            bytesUnderWay = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        wakeWriter();
        valve.wake();
        if (atEnd != null) {
            atEnd.run();
        }
    }

    /** Discards everything, and ends the writer. */
    void close() {
        closed = true;
        discard();
    }

    private boolean goesStraightThrough() {
        lock.lock();
        try {
            return isOver() || queue.isEmpty() && delay.getAsLong() == 0 && latestDue - System.nanoTime() <= 0;
        } finally {
            lock.unlock();
        }
    }

    private void add(byte[] bytes, @Nullable Runnable atEnd) {
        lock.lock();
        try {
            while (bytesUnderWay > WINDOW && !isOver()) {
                changed.awaitUninterruptibly();
            }
            if (!isOver()) {
                latestDue = Math.max(latestDue, System.nanoTime() + delay.getAsLong());
                queue.add(new Chunk(bytes, latestDue, atEnd));
                bytesUnderWay += bytes.length;
                changed.signalAll();
                if (writer == null) {
                    writer = threads.start(name, this::write);
                }
                return;
            }
        } finally {
            lock.unlock();
        }
        if (atEnd != null) {
            atEnd.run();
        }
    }

    private void write() {
        Chunk chunk;
        while ((chunk = head()) != null) {
            while (!alarm.isDue(chunk.due) && !isOver()) {
                alarm.waitUntil(chunk.due);
            }
            valve.awaitOpen(this::isOver);
            if (!isOver() && !deliver(chunk)) {
                return;
            }
        }
    }

    private boolean deliver(Chunk chunk) {
        try {
            out.write(chunk.bytes);
        } catch (IOException e) {
            broken.accept(e);
            return false;
        }
        lock.lock();
        try {
            if (queue.peek() != chunk) {
                return true;
            }
            queue.remove();
            bytesUnderWay -= chunk.bytes.length;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (chunk.atEnd != null) {
            chunk.atEnd.run();
        }
        return true;
    }

    private @Nullable Chunk head() {
        lock.lock();
        try {
            while (queue.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            return queue.peek();
        } finally {
            lock.unlock();
        }
    }

    private boolean isOver() {
        return discarding || closed;
    }

    private void wakeWriter() {
        Thread thread = writer;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }
}
