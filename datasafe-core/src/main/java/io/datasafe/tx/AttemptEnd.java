package io.datasafe.tx;

import io.datasafe.event.DatasafeListener;
import io.datasafe.internal.pg.CommitFlight;
import io.datasafe.internal.tx.CommitResult;
import io.datasafe.internal.tx.CommitResult.Committed;
import io.datasafe.internal.tx.CommitResult.NotCommitted;
import io.datasafe.internal.tx.CommitResult.RolledBack;
import io.datasafe.internal.tx.CommitResult.Unknown;
import io.datasafe.internal.tx.LostReply;
import io.datasafe.internal.tx.PhysicalTransaction;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt at a transaction ended, as far as this side knows. Made here from what the machine reports, with the
 * events and exceptions that belong to it.
 *
 * @param sessionLost whether the session ended before the transaction could commit, so that nothing of it is stored
 * @param metLoss whether its work can have noticed that
 * @param degraded whether it is committed on the primary, and perhaps nowhere else
 * @param failure what the caller throws; null if there is nothing to throw
 */
record AttemptEnd(
        State state,
        boolean sessionLost,
        boolean metLoss,
        boolean degraded,
        @Nullable Throwable failure) {
    /** What became of the transaction. */
    enum State {
        OPEN,
        COMMITTED,
        ROLLED_BACK,
        UNKNOWN
    }

    /** It has not ended yet. */
    static final AttemptEnd OPEN = new AttemptEnd(State.OPEN, false, false, false, null);

    private static final AttemptEnd COMMITTED = new AttemptEnd(State.COMMITTED, false, false, false, null);
    private static final AttemptEnd DEGRADED = new AttemptEnd(State.COMMITTED, false, false, true, null);

    /**
     * After COMMIT, or after the machine has refused to send it. The first failure that the work has caught may be the
     * cause.
     */
    static AttemptEnd of(
            TxOptions options,
            int attempt,
            PhysicalTransaction physical,
            CommitResult result,
            @Nullable Throwable swallowed) {
        if (result instanceof Committed committed) {
            return committed(options, attempt, committed);
        }
        if (result instanceof NotCommitted refused) {
            boolean sessionLost = refused.reason() == NotCommitted.Reason.NOTHING_WRITTEN;
            return rollBack(
                    options, attempt, physical, CommitFailures.notCommitted(options, refused, swallowed), sessionLost);
        }
        if (result instanceof RolledBack resolved) {
            LostReply lost = resolved.lost();
            Events.resolved(options, attempt, false, lost.elapsed(), CommitFailures.lost(options, lost));
            return rolledBack(options, attempt, CommitFailures.resolvedToRollback(options, lost), true, false);
        }
        CommitUnknownException unknown = CommitFailures.unknown(options, (Unknown) result);
        Events.unknown(options, attempt, unknown);
        return new AttemptEnd(State.UNKNOWN, false, false, false, unknown);
    }

    private static AttemptEnd committed(TxOptions options, int attempt, Committed committed) {
        LostReply lost = committed.lost();
        if (lost != null) {
            Events.resolved(options, attempt, true, lost.elapsed(), CommitFailures.lost(options, lost));
        }
        Throwable notGivenBack = committed.notGivenBack();
        if (notGivenBack != null) {
            Events.notGivenBack(options.title(), notGivenBack);
        }
        CommitFlight report = committed.report();
        DatasafeListener listener = options.listener();
        if (listener != null) {
            Events.send(
                    listener,
                    new TransactionEvent.Committed(
                            options.name(), attempt, report.xid(), report.position(), report.degraded()));
        }
        return report.degraded() ? DEGRADED : COMMITTED;
    }

    /** Rolls back because of the failure. */
    static AttemptEnd rollBack(TxOptions options, int attempt, PhysicalTransaction physical, Throwable failure) {
        return rollBack(options, attempt, physical, failure, false);
    }

    private static AttemptEnd rollBack(
            TxOptions options, int attempt, PhysicalTransaction physical, Throwable failure, boolean sessionLost) {
        boolean metLoss = physical.isLost();
        boolean alive = physical.rollBack(failure);
        return rolledBack(options, attempt, failure, sessionLost || !alive, metLoss);
    }

    private static AttemptEnd rolledBack(
            TxOptions options, int attempt, Throwable failure, boolean sessionLost, boolean metLoss) {
        DatasafeListener listener = options.listener();
        if (listener != null) {
            Events.send(listener, new TransactionEvent.RolledBack(options.name(), attempt, failure));
        }
        return new AttemptEnd(State.ROLLED_BACK, sessionLost, metLoss, false, failure);
    }
}
