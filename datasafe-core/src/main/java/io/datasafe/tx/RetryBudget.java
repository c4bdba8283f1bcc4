package io.datasafe.tx;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Keeps retries from becoming a storm: while a server struggles, each retry adds to its load, and a process whose
 * transactions all retry at once adds many times the load. Retries draw from the budget; commits and time fill it
 * again. An empty budget ends the retries: the failure is thrown ({@link io.datasafe.tx.TransactionEvent.GaveUp}).
 *
 * <p>A retry after a lost conflict costs 1: another transaction's commit was the reason, so there is progress. A retry
 * after a lost session, or because there was no connection, costs 10: such retries come in storms. It is a token
 * bucket, as in gRPC (proposal A6, "Throttling Retry Attempts") and Finagle's {@code RetryBudget}.
 *
 * <p>Thread-safe and lock-free. A commit costs one volatile read while the budget is full.
 *
 * @since 0.1
 */
public final class RetryBudget {
    static final int CONFLICT = 1;
    static final int OUTAGE = 10;

    /** Tokens are counted in thousandths, so that a commit can fill in less than one. */
    private static final long SCALE = 1_000;

    private static final int SECONDS_SAVED = 10;
    private static final int LEAST_CAPACITY = 100;
    private static final int MOST_PER_SECOND = 1_000_000;
    private static final double LEAST_PER_COMMIT = 0.001;
    private static final double MOST_PER_COMMIT = 1_000;

    /** In so many nanoseconds one token a second makes a thousandth. */
    private static final long NANOS = 1_000_000_000 / SCALE;

    private static final RetryBudget SHARED = new RetryBudget(100, 5, System::nanoTime);
    private static final RetryBudget UNLIMITED = new RetryBudget(0, 0, System::nanoTime);

    private final long perSecond;
    private final long perCommit;
    private final long capacity;
    private final AtomicLong tokens;
    private final LongSupplier nanoTime;
    private final AtomicLong filledAt;

    RetryBudget(int perSecond, double perCommit, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.perCommit = Math.round(perCommit * SCALE);
        this.capacity = Math.max(LEAST_CAPACITY, (long) SECONDS_SAVED * perSecond) * SCALE;
        this.tokens = new AtomicLong(capacity);
        this.nanoTime = nanoTime;
        this.filledAt = new AtomicLong(nanoTime.getAsLong());
    }

    /**
     * The budget of the process, which all transactions share unless told otherwise: 100 a second, saved for up to 10
     * seconds, and 5 for each commit. That is up to 5 lost conflicts for each commit, and, in an outage, 100 retries at
     * once and 10 in each second.
     *
     * @return the shared budget
     */
    public static RetryBudget shared() {
        return SHARED;
    }

    /** {@return a budget without bounds} */
    public static RetryBudget unlimited() {
        return UNLIMITED;
    }

    /**
     * Makes a budget of its own, for those who are given it.
     *
     * @param perSecond what time fills in, saved for up to 10 seconds, and for 100 in any case; 0 to 1,000,000
     * @param perCommit what each commit fills in; 0, or 0.001 to 1,000; counted in thousandths
     * @return a full budget
     * @throws IllegalArgumentException outside those ranges, or if both are 0
     */
    public static RetryBudget of(int perSecond, double perCommit) {
        if (perSecond < 0 || perSecond > MOST_PER_SECOND) {
            throw new IllegalArgumentException("perSecond is " + perSecond + ", must be 0 to " + MOST_PER_SECOND
                    + "; RetryBudget.unlimited() has no bounds");
        }
        if (perCommit != 0 && !(perCommit >= LEAST_PER_COMMIT && perCommit <= MOST_PER_COMMIT)) {
            throw new IllegalArgumentException("perCommit is " + perCommit + ", must be 0, or " + LEAST_PER_COMMIT
                    + " to " + (int) MOST_PER_COMMIT);
        }
        if (perSecond == 0 && perCommit == 0) {
            throw new IllegalArgumentException(
                    "perSecond and perCommit are 0, and the budget would never fill: Retry.none() retries nothing");
        }
        return new RetryBudget(perSecond, perCommit, System::nanoTime);
    }

    boolean take(int cost) {
        if (this == UNLIMITED) {
            return true;
        }
        fillByTime();
        long scaled = cost * SCALE;
        long before = tokens.getAndUpdate(t -> t >= scaled ? t - scaled : t);
        return before >= scaled;
    }

    void committed() {
        if (tokens.get() < capacity && perCommit > 0) {
            fill(perCommit);
        }
    }

    private void fillByTime() {
        if (perSecond == 0) {
            return;
        }
        long since = filledAt.get();
        long now = nanoTime.getAsLong();
        // More than what fills it is lost anyway, and would not fit into a long one day.
        long elapsed = Math.min(now - since, capacity * NANOS / perSecond);
        long earned = elapsed * perSecond / NANOS;
        // What is too short to earn anything yet is not forgotten.
        long counted = elapsed < now - since ? now : since + earned * NANOS / perSecond;
        if (earned > 0 && filledAt.compareAndSet(since, counted)) {
            fill(earned);
        }
    }

    private void fill(long amount) {
        tokens.getAndUpdate(t -> Math.min(capacity, t + amount));
    }

    @Override
    public String toString() {
        return this == UNLIMITED
                ? "RetryBudget[unlimited]"
                : "RetryBudget[perSecond=" + perSecond + ", perCommit=" + (double) perCommit / SCALE + "]";
    }
}
