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
 * The wire of one direction: bytes come out in the order in which they went in, each as much later as the delay was when it went in. It delays and does not
 * throttle, for any number of bytes can be under way at once. One thread puts bytes in. While there is no delay that same thread writes them; the first delay
 * starts a thread that does.
 */
final class DelayLine {
    /** The bytes under way at once, beyond which the sender has to wait, as a network's window would make it. */
    private static final int WINDOW = 16 * 1024 * 1024;

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
    private final Crew crew;
    private final Consumer<IOException> broken;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Chunk> queue = new ArrayDeque<>();
    private final Alarm alarm = new Alarm();
    private long bytesUnderWay;
    private long latestDue = System.nanoTime();
    private volatile boolean discarding;
    private volatile boolean closed;
    private volatile @Nullable Thread writer;

    DelayLine(String name, OutputStream out, LongSupplier delay, Valve valve, Crew crew, Consumer<IOException> broken) {
        this.name = name;
        this.out = out;
        this.delay = delay;
        this.valve = valve;
        this.crew = crew;
        this.broken = broken;
    }

    /** Sends the bytes on. Blocks while the window is full, or while the valve is shut and nothing delays. */
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

    /** Calls {@code atEnd} after all that is under way has come out, or has been discarded. */
    void end(Runnable atEnd) {
        if (goesStraightThrough()) {
            valve.awaitOpen(this::isOver);
            atEnd.run();
        } else {
            add(new byte[0], atEnd);
        }
    }

    /** Delays what is sent from now on by {@code extra} more; it can't overtake, so neither can anything behind it. */
    void delayFromHere(Duration extra) {
        lock.lock();
        try {
            latestDue = Math.max(latestDue, System.nanoTime() + delay.getAsLong() + extra.toNanos());
        } finally {
            lock.unlock();
        }
    }

    /** Forgets what is under way and all that comes. */
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

    /** Discards, and ends the thread. */
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
                    writer = crew.start(name, this::write);
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
