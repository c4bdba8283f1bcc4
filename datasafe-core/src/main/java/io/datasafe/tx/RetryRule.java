package io.datasafe.tx;

import io.datasafe.event.TransactionEvent.RetryReason;
import io.datasafe.internal.DriverState;
import io.datasafe.sqlstate.SqlState;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides by SQLSTATE and phase whether a failed attempt is worth another. */
final class RetryRule {
    private static final int MAX_CAUSES = 100;

    /** A server that starts up, shuts down or is full; with class 08, all that can keep a session from beginning. */
    private static final Set<String> NO_SESSION = Set.of("57P01", "57P02", "57P03", "53300");

    /** The server ended the session on purpose: for being idle, or too slow. It would again. */
    private static final Set<String> ENDED_ON_PURPOSE = Set.of(SqlState.IDLE_IN_TRANSACTION_TIMEOUT, "25P04", "57P05");

    private static final String READ_ONLY_TRANSACTION = "25006";
    private static final String STATEMENT_GONE = "26000";
    private static final String FEATURE_NOT_SUPPORTED = "0A000";

    private final TxOptions options;
    private boolean leftAStandby;

    RetryRule(TxOptions options) {
        this.options = options;
    }

    /**
     * Why there should be another attempt.
     *
     * @param scope the attempt; null if it did not begin
     * @return null if there should be none
     */
    @Nullable
    RetryReason reason(@Nullable TxScope scope, Throwable failure) {
        if (scope != null && scope.state() == TxScope.State.UNKNOWN || failure instanceof DeadlineExceededException) {
            return null;
        }
        String sqlState = SqlState.of(failure);
        if (SqlState.isConflict(sqlState)) {
            return RetryReason.CONFLICT;
        }
        if (scope == null) {
            return isNoConnection(failure, sqlState) ? RetryReason.NO_CONNECTION : null;
        }
        if (scope.isSessionLost()) {
            return isLostByChance(sqlState) ? RetryReason.SESSION_LOST : null;
        }
        if (READ_ONLY_TRANSACTION.equals(sqlState) && !options.characteristics().readOnly()) {
            boolean first = !leftAStandby;
            leftAStandby = true;
            return first ? RetryReason.STANDBY : null;
        }
        if (isStaleStatement(failure, sqlState)) {
            return RetryReason.STALE_STATEMENT;
        }
        return options.setup().retry().isAlso(sqlState) ? RetryReason.ASKED : null;
    }

    static int cost(RetryReason reason) {
        return switch (reason) {
            case NO_CONNECTION, SESSION_LOST, OUTCOME_UNKNOWN -> RetryBudget.OUTAGE;
            case CONFLICT, STANDBY, STALE_STATEMENT, ASKED -> RetryBudget.CONFLICT;
        };
    }

    /** Whether the connection is to blame, so that the pool must not lend it again: it leads to a standby, or holds a stale statement. */
    static boolean isConnections(TxOptions options, Throwable failure) {
        String sqlState = SqlState.of(failure);
        return READ_ONLY_TRANSACTION.equals(sqlState)
                        && !options.characteristics().readOnly()
                || isStaleStatement(failure, sqlState);
    }

    private static boolean isStaleStatement(Throwable failure, @Nullable String sqlState) {
        return STATEMENT_GONE.equals(sqlState)
                || FEATURE_NOT_SUPPORTED.equals(sqlState) && DriverState.isOfStalePlan(failure);
    }

    /** The work may have thrown anything once its session was gone; only what tells of that is retried. */
    private static boolean isLostByChance(@Nullable String sqlState) {
        return sqlState != null && SqlState.isSessionLost(sqlState) && !ENDED_ON_PURPOSE.contains(sqlState);
    }

    private static boolean isNoConnection(Throwable failure, @Nullable String sqlState) {
        if (sqlState != null && (sqlState.startsWith("08") || NO_SESSION.contains(sqlState))) {
            return true;
        }
        Throwable t = failure;
        for (int depth = 0; t != null && depth < MAX_CAUSES; depth++, t = t.getCause()) {
            if (t instanceof SQLTransientConnectionException) {
                return true;
            }
        }
        return false;
    }
}
