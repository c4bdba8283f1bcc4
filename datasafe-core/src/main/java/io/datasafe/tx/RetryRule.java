package io.datasafe.tx;

import io.datasafe.internal.tx.ConnectionFault;
import io.datasafe.internal.tx.PhysicalTransaction;
import io.datasafe.sqlstate.SqlState;
import io.datasafe.tx.TransactionEvent.RetryReason;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides by SQLSTATE and phase whether a failed attempt is worth another. */
final class RetryRule {
    /** The server starts up, shuts down or is full. Together with class 08: every reason why a session cannot begin. */
    private static final Set<String> NO_SESSION = Set.of("57P01", "57P02", "57P03", "57P05", "53300");

    /**
     * The server ended the session on purpose, inside the transaction, because it was idle or too slow. It would do so
     * again.
     */
    private static final Set<String> ENDED_ON_PURPOSE = Set.of(SqlState.IDLE_IN_TRANSACTION_TIMEOUT, "25P04");

    private final TxOptions options;
    private boolean leftAStandby;

    RetryRule(TxOptions options) {
        this.options = options;
    }

    /**
     * Says why another attempt is worth making.
     *
     * @param scope the failed attempt; null if it did not begin
     * @return null if it is not
     */
    @Nullable
    RetryReason reason(@Nullable TxScope scope, Throwable failure) {
        if (failure instanceof DeadlineExceededException) {
            return null;
        }
        String sqlState = SqlState.of(failure);
        if (scope == null) {
            return reasonToBegin(failure, sqlState);
        }
        if (scope.end().state() == AttemptEnd.State.UNKNOWN || scope.isEndedByItsWork() || scope.isForeign(failure)) {
            return null;
        }
        if (SqlState.isConflict(sqlState)) {
            return RetryReason.CONFLICT;
        }
        if (scope.end().sessionLost() && isLostByChance(scope, failure, sqlState)) {
            return RetryReason.SESSION_LOST;
        }
        ConnectionFault fault = scope.physical().fault(failure);
        if (fault != null) {
            return reason(fault);
        }
        return options.setup().retry().isAlso(sqlState) ? RetryReason.ASKED : null;
    }

    /** No transaction had begun. */
    private @Nullable RetryReason reasonToBegin(Throwable failure, @Nullable String sqlState) {
        if (SqlState.isConflict(sqlState)) {
            return RetryReason.CONFLICT;
        }
        if (sqlState == null) {
            return NoConnection.isOfPool(failure) ? RetryReason.NO_CONNECTION : null;
        }
        if (sqlState.startsWith("08") || NO_SESSION.contains(sqlState)) {
            return RetryReason.NO_CONNECTION;
        }
        ConnectionFault fault = PhysicalTransaction.faultAtBegin(options.settings(), failure);
        return fault == null ? null : reason(fault);
    }

    /** A standby is left once: where the next connection leads to one too, there may be no other server. */
    private @Nullable RetryReason reason(ConnectionFault fault) {
        if (fault == ConnectionFault.STALE_STATEMENT) {
            return RetryReason.STALE_STATEMENT;
        }
        boolean first = !leftAStandby;
        leftAStandby = true;
        return first ? RetryReason.STANDBY : null;
    }

    static int cost(RetryReason reason) {
        return switch (reason) {
            case NO_CONNECTION, SESSION_LOST, OUTCOME_UNKNOWN -> RetryBudget.OUTAGE;
            case CONFLICT, STANDBY, STALE_STATEMENT, ASKED, REHEARSAL -> RetryBudget.CONFLICT;
        };
    }

    /** Work may throw anything once its session is gone. A failure with another cause is not retried. */
    private static boolean isLostByChance(TxScope scope, Throwable failure, @Nullable String sqlState) {
        if (sqlState == null) {
            // The work noticed the loss, and threw an exception of its own.
            return scope.end().metLoss() && failure instanceof Exception && !(failure instanceof InterruptedException);
        }
        return SqlState.isSessionLost(sqlState) && !ENDED_ON_PURPOSE.contains(sqlState);
    }
}
