package io.datasafe.internal.tx;

import io.datasafe.internal.pg.DriverState;
import io.datasafe.sqlstate.SqlState;
import org.jspecify.annotations.Nullable;

/** A failure for which the connection is to blame. The pool must not lend it again. */
public enum ConnectionFault {
    /** It leads to a standby, and the transaction was to write. */
    STANDBY,
    /** It holds a prepared statement that the server no longer has, or whose plan is stale. */
    STALE_STATEMENT;

    private static final String READ_ONLY_TRANSACTION = "25006";
    private static final String STATEMENT_GONE = "26000";
    private static final String FEATURE_NOT_SUPPORTED = "0A000";

    /** Null if the connection is not to blame for a failure inside a transaction. */
    static @Nullable ConnectionFault of(boolean readOnly, Throwable failure) {
        String sqlState = SqlState.of(failure);
        if (READ_ONLY_TRANSACTION.equals(sqlState) && !readOnly) {
            return STANDBY;
        }
        return isStaleStatement(failure, sqlState) ? STALE_STATEMENT : null;
    }

    /**
     * Null if the connection is not to blame for a failure at the beginning of a transaction. A standby does not know
     * SERIALIZABLE; nothing else in the prologue needs a feature that a server may lack.
     */
    static @Nullable ConnectionFault atBegin(TransactionSettings settings, Throwable failure) {
        String sqlState = SqlState.of(failure);
        if (FEATURE_NOT_SUPPORTED.equals(sqlState) && settings.isSerializable() && !settings.readOnly()) {
            return STANDBY;
        }
        return isStaleStatement(failure, sqlState) ? STALE_STATEMENT : null;
    }

    private static boolean isStaleStatement(Throwable failure, @Nullable String sqlState) {
        return STATEMENT_GONE.equals(sqlState)
                || FEATURE_NOT_SUPPORTED.equals(sqlState) && DriverState.isOfStalePlan(failure);
    }
}
