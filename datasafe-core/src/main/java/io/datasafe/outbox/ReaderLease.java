package io.datasafe.outbox;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Tracks on the reader's own clock how much of its lease is left, so that no question to the database is necessary. It
 * never overestimates, provided that both clocks run equally fast.
 */
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

    /** Counts from the moment before the request was sent, not from the reply. */
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

    /** True if at least half of the lease is left, which is the time that a handler may take. */
    boolean isFresh() {
        return held && end - now() >= half;
    }
}
