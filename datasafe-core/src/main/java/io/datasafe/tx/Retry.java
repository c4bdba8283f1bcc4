package io.datasafe.tx;

import io.datasafe.sqlstate.SqlState;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a transaction is run again from its start: by the SQLSTATE <em>and the phase</em> in which it came.
 *
 * <ul>
 * <li><b>A lost conflict</b>, {@code 40001} (serialization failure) or {@code 40P01} (deadlock), at a statement or at
 * COMMIT. PostgreSQL's documentation (section 13.5) asks for just this.
 * <li><b>The data source gave no connection</b>: the server is starting up, is full, or cannot be reached ({@code
 * 57P03}, {@code 53300}, class 08), or the pool was used up ({@link java.sql.SQLTransientConnectionException}). No
 * transaction had begun.
 * <li><b>The session was lost before COMMIT was sent</b>, or a lost COMMIT was resolved to be rolled back. Nothing is
 * stored. Sessions that the server ended for being idle or too slow ({@code 25P03}, {@code 25P04}) are not retried.
 * <li><b>A standby answered</b> ({@code 25006}) a transaction that was not {@link Transactions#readOnly}: its
 * connection is discarded, and the work run again once.
 * <li><b>A prepared statement was stale</b> after a change of its table ({@code 26000}, {@code 0A000} of a cached
 * plan): on another connection; the one that holds it is discarded.
 *   <li>What {@link #also} names.
 * </ul>
 *
 * <p>A COMMIT whose outcome stays unknown is never retried.
 *
 * <p>The pause before the n-th retry is drawn evenly from 0 to {@code min(max, first * 2^(n-1))}: exponential backoff
 * with full jitter (Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015). No connection is held
 * during it.
 *
 * <p>Only the outermost {@code call} retries; a joined one never does. Immutable and thread-safe.
 *
 * @since 0.1
 */
public final class Retry {
    private static final int MAX_ATTEMPTS = 1_000;
    private static final int MAX_DOUBLINGS = 30;

    /** Classes 00 to 02 are success, warning and no data. */
    private static final Pattern SQL_STATE = Pattern.compile("(?!0[0-2])[0-9A-Z]{5}");

    private static final Duration LONGEST = Duration.ofDays(1);

    /** Up to 10 attempts within 3 seconds, pauses from 10 ms growing to 500 ms at the most. */
    static final Retry DEFAULT = new Retry(
            10, Duration.ofSeconds(3), Duration.ofMillis(10), Duration.ofMillis(500), Set.of(), RetryBudget.shared());

    private static final Retry NONE = DEFAULT.withAttempts(1);

    private final int attempts;
    private final Duration within;
    private final Duration first;
    private final Duration max;
    private final Set<String> also;
    private final RetryBudget budget;

    private Retry(int attempts, Duration within, Duration first, Duration max, Set<String> also, RetryBudget budget) {
        this.attempts = attempts;
        this.within = within;
        this.first = first;
        this.max = max;
        this.also = also;
        this.budget = budget;
    }

    /** {@return a policy that never runs work twice} */
    public static Retry none() {
        return NONE;
    }

    /**
     * Bounds the number of runs. Default 10. The other bounds are the defaults until set.
     *
     * @param attempts the number of runs in all, the first included; 1 to 1,000
     * @return the policy
     * @throws IllegalArgumentException outside that range
     */
    public static Retry upTo(int attempts) {
        if (attempts < 1 || attempts > MAX_ATTEMPTS) {
            throw new IllegalArgumentException("attempts is " + attempts + ", must be 1 to " + MAX_ATTEMPTS
                    + " (1, or Retry.none(), never retries)");
        }
        return DEFAULT.withAttempts(attempts);
    }

    /**
     * Bounds the time: no run begins when its pause would end later than this after the start of the first run. A run
     * that has begun is not cut short. Default 3 seconds.
     *
     * @param within the bound; more than 0, at most 24 hours
     * @return a policy with this bound
     * @throws IllegalArgumentException outside that range
     */
    public Retry within(Duration within) {
        return new Retry(attempts, bounded("within", within), first, max, also, budget);
    }

    /**
     * Sets the pauses. Default 10 ms growing to 500 ms.
     *
     * @param first the longest possible pause before the first retry; it doubles with each further one; more than 0
     * @param max the longest possible pause of all; {@code first} or more, at most 24 hours
     * @return a policy with these pauses
     * @throws IllegalArgumentException outside those ranges
     */
    public Retry backoff(Duration first, Duration max) {
        bounded("first", first);
        if (bounded("max", max).compareTo(first) < 0) {
            throw new IllegalArgumentException("max is " + max + ", must be " + first + " (first) or more");
        }
        return new Retry(attempts, within, first, max, also, budget);
    }

    /**
     * Runs the work again on more SQLSTATEs, thrown by a statement or by COMMIT: {@code 55P03} (a lock was not to be
     * had in time), {@code 23505} where the work looks before it inserts. Default none: most such errors come again.
     *
     * @param sqlStates five characters each, such as {@code "55P03"}
     * @return a policy that retries on these as well
     * @throws IllegalArgumentException if one is not a SQLSTATE of an error, could mean that COMMIT went through
     *     (classes 08, 57P), or is 25P02, which hides the error that came first
     */
    public Retry also(String... sqlStates) {
        Set<String> all = new TreeSet<>(also);
        for (String sqlState : Objects.requireNonNull(sqlStates, "sqlStates")) {
            if (!SQL_STATE.matcher(Objects.requireNonNull(sqlState, "sqlState")).matches()
                    || SqlState.isSessionLost(sqlState)) {
                throw new IllegalArgumentException("sqlState is \"" + sqlState
                        + "\", must be five digits or capital letters, of an error that leaves the session alive");
            }
            if (SqlState.IN_FAILED_TRANSACTION.equals(sqlState)) {
                throw new IllegalArgumentException("sqlState is \"" + sqlState
                        + "\", which says only that an earlier statement has failed: name the SQLSTATE of that statement");
            }
            all.add(sqlState);
        }
        return new Retry(attempts, within, first, max, Set.copyOf(all), budget);
    }

    /**
     * Sets what retries draw from. Default {@link RetryBudget#shared}, the budget of the process.
     *
     * @param budget the budget
     * @return a policy that draws from it
     */
    public Retry budget(RetryBudget budget) {
        return new Retry(attempts, within, first, max, also, Objects.requireNonNull(budget, "budget"));
    }

    private Retry withAttempts(int value) {
        return new Retry(value, within, first, max, also, budget);
    }

    boolean isAlso(@Nullable String sqlState) {
        return sqlState != null && also.contains(sqlState);
    }

    RetryBudget budget() {
        return budget;
    }

    int attempts() {
        return attempts;
    }

    Duration within() {
        return within;
    }

    /** The pause after so many failed runs; {@code random} gives 0 (inclusive) to 1 (exclusive). */
    Duration pauseAfter(int failed, DoubleSupplier random) {
        long factor = 1L << Math.min(failed - 1, MAX_DOUBLINGS);
        // Compare before multiplying: first * factor may not fit into a long.
        boolean capped = first.compareTo(max.dividedBy(factor)) > 0;
        long ceiling = (capped ? max : first.multipliedBy(factor)).toNanos();
        return Duration.ofNanos((long) (random.getAsDouble() * ceiling));
    }

    private static Duration bounded(String name, Duration value) {
        Objects.requireNonNull(value, name);
        if (value.isNegative() || value.isZero() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " is " + value + ", must be more than 0 and at most 24 hours");
        }
        return value;
    }

    @Override
    public String toString() {
        return "Retry[upTo=" + attempts + ", within=" + within + ", backoff=" + first + ".." + max + ", also=" + also
                + ", budget=" + budget + "]";
    }
}
