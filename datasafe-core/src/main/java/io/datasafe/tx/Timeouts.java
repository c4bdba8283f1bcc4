package io.datasafe.tx;

import io.datasafe.internal.tx.TimeBounds;
import java.time.Duration;
import java.util.Objects;

/**
 * How long parts of a transaction may take. Nothing is bounded by default. Whole milliseconds, 1 ms to 24 days.
 *
 * <p>The prologue sets all but {@link #commit} with {@code set_config(..., true)}, which the end of the transaction
 * undoes. Together they take 1 round trip, or none if the transaction has an isolation level or a tenant as well.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1
 */
public final class Timeouts {
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(24);
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final Timeouts NONE = new Timeouts(TimeBounds.NONE);

    private final TimeBounds bounds;

    private Timeouts(TimeBounds bounds) {
        this.bounds = bounds;
    }

    /** {@return timeouts that bound nothing, to start from} */
    public static Timeouts none() {
        return NONE;
    }

    /**
     * Bounds each statement: {@code statement_timeout}. The statement fails with 57014 and the transaction with it.
     * Does not bound COMMIT: PostgreSQL runs deferred triggers and waits for synchronous standbys outside of it.
     *
     * @param bound the longest time for one statement
     * @return a copy with this bound
     * @throws IllegalArgumentException outside the range
     */
    public Timeouts statement(Duration bound) {
        return new Timeouts(new TimeBounds(
                checked("statement", bound), bounds.lock(), bounds.idle(), bounds.transaction(), bounds.commit()));
    }

    /**
     * Bounds each wait for a lock: {@code lock_timeout}. The statement fails with 55P03; {@link Retry#also} can have
     * that retried.
     *
     * @param bound the longest time to wait for one lock
     * @return a copy with this bound
     * @throws IllegalArgumentException outside the range
     */
    public Timeouts lock(Duration bound) {
        return new Timeouts(new TimeBounds(
                bounds.statement(), checked("lock", bound), bounds.idle(), bounds.transaction(), bounds.commit()));
    }

    /**
     * Bounds the time between two statements: {@code idle_in_transaction_session_timeout}. The server ends the session
     * (25P03).
     *
     * @param bound the longest time that the session may be idle inside the transaction
     * @return a copy with this bound
     * @throws IllegalArgumentException outside the range
     */
    public Timeouts idle(Duration bound) {
        return new Timeouts(new TimeBounds(
                bounds.statement(), bounds.lock(), checked("idle", bound), bounds.transaction(), bounds.commit()));
    }

    /**
     * Bounds the whole transaction. From PostgreSQL 17 on by {@code transaction_timeout}: the server ends the session
     * (25P04). PostgreSQL 15 and 16 have no such setting: there each statement's timeout is the time remaining, no
     * statement is sent after it has passed, and {@code idle_in_transaction_session_timeout} bounds the time between
     * two of them. Neither bounds the wait of COMMIT for synchronous standbys: see {@link #commit}.
     *
     * @param bound the longest time from the prologue to COMMIT
     * @return a copy with this bound
     * @throws IllegalArgumentException outside the range
     */
    public Timeouts transaction(Duration bound) {
        return new Timeouts(new TimeBounds(
                bounds.statement(), bounds.lock(), bounds.idle(), checked("transaction", bound), bounds.commit()));
    }

    /**
     * Bounds the wait for the answer to COMMIT, on the socket ({@link java.sql.Connection#setNetworkTimeout}), at no
     * round trip. No timeout of the server bounds that wait. When it is over the outcome is unknown, and is resolved
     * where {@link Transactions#resolvable} asks for it.
     *
     * @param bound the longest time to wait for the answer
     * @return a copy with this bound
     * @throws IllegalArgumentException outside the range
     */
    public Timeouts commit(Duration bound) {
        return new Timeouts(new TimeBounds(
                bounds.statement(), bounds.lock(), bounds.idle(), bounds.transaction(), checked("commit", bound)));
    }

    TimeBounds bounds() {
        return bounds;
    }

    private static Duration checked(String name, Duration bound) {
        Objects.requireNonNull(bound, name);
        boolean whole = bound.toNanosPart() % NANOS_PER_MILLI == 0;
        if (!whole || bound.compareTo(SHORTEST) < 0 || bound.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " is " + bound
                    + ", must be 1 ms to 24 days, in whole milliseconds; leave it out to bound nothing");
        }
        return bound;
    }

    @Override
    public String toString() {
        return "Timeouts[statement=" + bounds.statement() + ", lock=" + bounds.lock() + ", idle=" + bounds.idle()
                + ", transaction=" + bounds.transaction() + ", commit=" + bounds.commit() + "]";
    }
}
