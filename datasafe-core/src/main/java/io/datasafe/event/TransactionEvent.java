package io.datasafe.event;

import io.datasafe.LogPosition;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a transaction. {@code transaction} is its name, as given by {@code Transactions.named}.
 *
 * @since 0.1
 */
public sealed interface TransactionEvent extends Event {
    /** {@return the name of the transaction} */
    String transaction();

    /**
     * An attempt has its connection and is about to run the work.
     *
     * @param transaction the name of the transaction
     * @param attempt 1 for the first
     */
    record Begun(String transaction, int attempt) implements TransactionEvent {}

    /**
     * COMMIT was acknowledged.
     *
     * @param transaction the name of the transaction
     * @param attempt the attempt that committed
     * @param xid the transaction's 64-bit id; null if it wrote nothing, or if positions are not reported
     * @param position a log position at or after the commit record; null if positions are not reported
     */
    record Committed(
            String transaction,
            int attempt,
            @Nullable Long xid,
            @Nullable LogPosition position) implements TransactionEvent {}

    /**
     * An attempt was rolled back, or its session died before COMMIT was sent, which comes to the same.
     *
     * @param transaction the name of the transaction
     * @param attempt the attempt that was rolled back
     * @param cause why
     */
    record RolledBack(String transaction, int attempt, Throwable cause) implements TransactionEvent {}

    /**
     * The work will be run again, after a pause.
     *
     * @param transaction the name of the transaction
     * @param attempt the attempt that failed
     * @param sqlState why: {@code 40001} or {@code 40P01}
     * @param backoff the pause, chosen with full jitter
     */
    record Retrying(String transaction, int attempt, String sqlState, Duration backoff) implements TransactionEvent {}

    /**
     * A conflict was met, and the work is not run again: its attempts or its time are used up, or the thread was interrupted. The caller
     * gets the last failure.
     *
     * @param transaction the name of the transaction
     * @param attempts how often the work was run
     * @param sqlState the last conflict: {@code 40001} or {@code 40P01}
     * @param elapsed the time since the first attempt began
     */
    record GaveUp(String transaction, int attempts, String sqlState, Duration elapsed) implements TransactionEvent {}

    /**
     * COMMIT was sent and its answer never came: nobody on this side knows whether the transaction is committed.
     *
     * @param transaction the name of the transaction
     * @param attempt the attempt
     * @param cause what broke
     */
    record Unknown(String transaction, int attempt, Throwable cause) implements TransactionEvent {}

    /**
     * An after-commit hook threw. The transaction stays committed, the other hooks run, the caller gets its result.
     *
     * @param transaction the name of the transaction
     * @param hook the name of the hook
     * @param cause what it threw
     */
    record HookFailed(String transaction, String hook, Throwable cause) implements TransactionEvent {}
}
