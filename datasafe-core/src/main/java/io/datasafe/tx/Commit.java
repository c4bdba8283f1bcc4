package io.datasafe.tx;

import io.datasafe.internal.CommitFlight;
import io.datasafe.internal.DriverState;
import io.datasafe.internal.TransactionStatus;
import io.datasafe.sqlstate.SqlState;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Commits, and tells apart what may follow: committed, rolled back, or unknown. */
final class Commit {
    private Commit() {}

    /**
     * Sends COMMIT in one round trip.
     *
     * @param swallowed the first failure that the work has caught, if it is known
     * @throws TransactionException if the transaction is rolled back or its outcome unknown
     */
    static CommitFlight send(Connection connection, TxOptions options, @Nullable Throwable swallowed) {
        checkUntouched(connection, options, swallowed);
        TransactionStatus status = DriverState.of(connection);
        if (status == TransactionStatus.FAILED) {
            throw silentRollback(options, swallowed);
        }
        try {
            if (options.reportPosition()) {
                return CommitFlight.commit(connection);
            }
            // A hidden driver cannot tell that the transaction has failed; a SELECT in front of COMMIT can.
            return status == TransactionStatus.HIDDEN
                    ? CommitFlight.commitChecked(connection)
                    : CommitFlight.commitPlainly(connection);
        } catch (Throwable e) {
            // An Error too: it may have come after COMMIT was sent.
            throw failure(connection, options, e, swallowed);
        }
    }

    static SilentRollbackException silentRollback(TxOptions options, @Nullable Throwable swallowed) {
        return new SilentRollbackException(
                options.title() + " was rolled back: its work returned normally, but had caught an error after which"
                        + " PostgreSQL only rolls back. Let the error pass, or run the part that may fail in savepoint()",
                swallowed);
    }

    private static void checkUntouched(Connection connection, TxOptions options, @Nullable Throwable swallowed) {
        boolean autoCommit;
        try {
            if (connection.isClosed()) {
                throw new TransactionException(
                        options.title() + " was rolled back: its connection was closed inside it, by the work or by a"
                                + " lost session. Leave close() to datasafe: no try-with-resources around"
                                + " t.connection()",
                        swallowed);
            }
            autoCommit = connection.getAutoCommit();
        } catch (SQLException e) {
            throw new TransactionException(
                    options.title() + " was rolled back: its connection was unusable before COMMIT was sent", e);
        }
        if (autoCommit) {
            throw new TransactionException(
                    options.title() + " was ended by its own work: autocommit was switched on inside it, which commits"
                            + " what was done before, and each later statement by itself. Leave setAutoCommit to datasafe",
                    null);
        }
    }

    private static TransactionException failure(
            Connection connection, TxOptions options, Throwable e, @Nullable Throwable swallowed) {
        String state = SqlState.of(e);
        if (SqlState.IDLE_IN_TRANSACTION_TIMEOUT.equals(state)) {
            return new TransactionException(
                    options.title() + " was rolled back: the server had ended its session before COMMIT, because it was"
                            + " idle for longer than idle_in_transaction_session_timeout (SQLSTATE 25P03)",
                    e);
        }
        if (SqlState.IN_FAILED_TRANSACTION.equals(state)) {
            return silentRollback(options, swallowed == null ? e : swallowed);
        }
        if (isUnknown(connection, options, state)) {
            return new CommitUnknownException(
                    options.title() + " has an unknown outcome: COMMIT was sent, and no answer came that can be trusted"
                            + " (SQLSTATE " + state + "). Look for the effect before running it again",
                    e);
        }
        return new TransactionException(
                options.title() + " was rolled back: the server refused COMMIT (SQLSTATE " + state + ")", e);
    }

    /** Only an ERROR from a server that lives on says that COMMIT did not happen. */
    private static boolean isUnknown(Connection connection, TxOptions options, @Nullable String state) {
        if (state == null || SqlState.isSessionLost(state) || isClosed(connection)) {
            return true;
        }
        // The error may be that of the SELECT behind a COMMIT that went through, unless only COMMIT can have thrown it.
        return options.reportPosition() && !isOfCommitAlone(state) && isIdleOrHidden(connection);
    }

    /** Constraints, conflicts, and what PL/pgSQL raises: a SELECT that reads no table meets none of them. */
    private static boolean isOfCommitAlone(String state) {
        return state.startsWith("23") || state.startsWith("P0") || SqlState.isConflict(state);
    }

    /** The session is idle after COMMIT, refused or not; it is not if the SELECT in front of COMMIT failed. */
    private static boolean isIdleOrHidden(Connection connection) {
        TransactionStatus status = DriverState.of(connection);
        return status == TransactionStatus.IDLE || status == TransactionStatus.HIDDEN;
    }

    private static boolean isClosed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }
}
