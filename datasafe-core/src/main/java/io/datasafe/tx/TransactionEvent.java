package io.datasafe.tx;

import io.datasafe.LogPosition;
import io.datasafe.event.Event;
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
     * @param degraded whether the wait for synchronous standbys was cancelled: committed on the primary, perhaps
     *     nowhere else
     */
    record Committed(
            String transaction,
            int attempt,
            @Nullable Long xid,
            @Nullable LogPosition position,
            boolean degraded) implements TransactionEvent {}

    /**
     * An attempt was rolled back, by datasafe or by the server because the session died before COMMIT was sent.
     *
     * @param transaction the name of the transaction
     * @param attempt the attempt that was rolled back
     * @param cause why
     */
    record RolledBack(String transaction, int attempt, Throwable cause) implements TransactionEvent {}

    /** Why work is run again. */
    enum RetryReason {
        /** It lost a conflict: {@code 40001}, {@code 40P01}. */
        CONFLICT,
        /** The data source gave no connection, so no transaction had begun. */
        NO_CONNECTION,
        /** The session was lost before COMMIT was sent, or COMMIT is known not to have happened. */
        SESSION_LOST,
        /**
         * Its outcome is unknown, and its marker ({@code Transactions.once}) tells the next attempt whether it is
         * committed.
         */
        OUTCOME_UNKNOWN,
        /** A standby answered. */
        STANDBY,
        /** A prepared statement was stale. */
        STALE_STATEMENT,
        /** {@code Retry.also} names the SQLSTATE. */
        ASKED,
        /** Nothing went wrong: {@code TransactionsBuilder.rehearse} runs each work twice. */
        REHEARSAL
    }

    /** Why work is not run again, though its failure would allow it. */
    enum GiveUpReason {
        /** All attempts are used up. */
        ATTEMPTS,
        /** The time of the retry policy, or the deadline, is over before the pause would be. */
        TIME,
        /** The retry budget is empty. */
        BUDGET,
        /** The thread was interrupted. */
        INTERRUPTED
    }

    /**
     * The work will be run again, after a pause.
     *
     * @param transaction the name of the transaction
     * @param attempt the attempt that failed
     * @param sqlState the SQLSTATE of its failure; null if it has none
     * @param reason why another attempt is worth making
     * @param backoff the pause, chosen with full jitter
     */
    record Retrying(
            String transaction, int attempt, @Nullable String sqlState, RetryReason reason, Duration backoff)
            implements TransactionEvent {}

    /**
     * The work failed in a way that allows another attempt, and is not run again. The caller gets the last failure.
     *
     * @param transaction the name of the transaction
     * @param attempts how often the work was run
     * @param sqlState the SQLSTATE of the last failure; null if it has none
     * @param reason why there is no other attempt
     * @param elapsed the time since the first attempt began
     */
    record GaveUp(
            String transaction, int attempts, @Nullable String sqlState, GiveUpReason reason, Duration elapsed)
            implements TransactionEvent {}

    /**
     * The reply to COMMIT was lost, and the server has said what became of the transaction.
     *
     * @param transaction the name of the transaction
     * @param attempt the attempt
     * @param committed whether it is committed; else it is rolled back
     * @param elapsed how long that took
     * @param cause how the reply was lost
     */
    record Resolved(String transaction, int attempt, boolean committed, Duration elapsed, Throwable cause)
            implements TransactionEvent {}

    /**
     * COMMIT was sent and its reply was lost: the transaction may be committed or rolled back.
     *
     * @param transaction the name of the transaction
     * @param attempt the attempt
     * @param ticket the text of the {@code Ticket} that can be resolved later; null if the transaction was not
     *     resolvable
     * @param cause what broke
     */
    record Unknown(
            String transaction, int attempt, @Nullable String ticket, Throwable cause) implements TransactionEvent {}

    /**
     * A hook threw. The transaction keeps its outcome, the other hooks run, and the caller gets its result or failure.
     *
     * @param transaction the name of the transaction
     * @param hook the name of the hook
     * @param cause what it threw
     */
    record HookFailed(String transaction, String hook, Throwable cause) implements TransactionEvent {}

    /**
     * A guard was hit: the code made a mistake, which was refused or only reported.
     *
     * @param transaction the name of the transaction
     * @param guard the mistake, such as {@link Guard#OWN_COMMIT}
     * @param message what happened, where in the code, and what to do about it
     */
    record GuardHit(String transaction, Guard guard, String message) implements TransactionEvent {}
}
