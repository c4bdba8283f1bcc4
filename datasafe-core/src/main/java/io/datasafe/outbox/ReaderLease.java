package io.datasafe.outbox;

import java.time.Duration;
import java.util.function.LongSupplier;

/** What a reader knows of its lease without asking: at least so much of it is left, if the clocks run equally fast. */
final class ReaderLease {
    private final long half;
    private final LongSupplier nanoTime;
    private boolean held;
    private long end;

    ReaderLease(Duration length, LongSupplier nanoTime) {
        this.half = length.toNanos() / 2;
        this.nanoTime = nanoTime;
    }

    long now() {
        return nanoTime.getAsLong();
    }

    /** The time counts from when the database was asked, not from when it answered. */
    void granted(long askedAt, Duration left) {
        held = true;
        end = askedAt + left.toNanos();
    }

    void lost() {
        held = false;
    }

    boolean isHeld() {
        return held;
    }

    /** Whether half of it is left, so that there is time for the handler. */
    boolean isFresh() {
        return held && end - now() >= half;
    }
}
