package io.datasafe.internal.tx;

import io.datasafe.internal.pg.CommitFlight;
import io.datasafe.internal.pg.CommitStatement;
import io.datasafe.internal.pg.DriverState;
import io.datasafe.internal.pg.TransactionIdentity;
import io.datasafe.internal.pg.TransactionStatus;
import io.datasafe.internal.tx.CommitResult.Committed;
import io.datasafe.internal.tx.CommitResult.NotCommitted;
import io.datasafe.internal.tx.CommitResult.NotCommitted.Reason;
import io.datasafe.internal.tx.CommitResult.Unknown;
import io.datasafe.sqlstate.SqlState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends COMMIT in one round trip, and tells from the reply, or its loss, what that means. */
final class CommitSender {
    private static final String NO_TRANSACTION = "25P01";

    private CommitSender() {}

    /** Unknown at this point means that the reply was lost, and nobody has asked the server yet. */
    static CommitResult send(
            ConnectionHold hold,
            TransactionSettings settings,
            @Nullable TransactionIdentity identity,
            List<CommitStatement> statements) {
        Connection connection = hold.connection();
        NotCommitted untouched = checkUntouched(connection);
        if (untouched != null) {
            return untouched;
        }
        TransactionStatus status = DriverState.of(connection);
        if (status == TransactionStatus.FAILED) {
            return new NotCommitted(Reason.FAILED_BEFORE, null);
        }
        Duration bound = settings.bounds().commit();
        if (bound != null) {
            try {
                hold.boundCommit(bound);
            } catch (SQLException e) {
                return new NotCommitted(Reason.NOT_BOUNDED, e);
            }
        }
        try {
            return Committed.of(send(connection, settings, statements, status));
        } catch (Throwable e) {
            // An Error too: it may have come after COMMIT was sent.
            return failure(connection, settings, identity, e);
        }
    }

    private static @Nullable NotCommitted checkUntouched(Connection connection) {
        try {
            if (connection.isClosed()) {
                return new NotCommitted(Reason.CLOSED, null);
            }
            return connection.getAutoCommit() ? new NotCommitted(Reason.AUTOCOMMIT, null) : null;
        } catch (SQLException e) {
            return new NotCommitted(Reason.UNUSABLE, e);
        }
    }

    private static CommitFlight send(
            Connection connection,
            TransactionSettings settings,
            List<CommitStatement> statements,
            TransactionStatus status)
            throws SQLException {
        if (settings.reportPosition()) {
            return CommitFlight.commit(connection, statements);
        }
        if (!statements.isEmpty()) {
            return CommitFlight.commitWith(connection, statements);
        }
        // A hidden driver cannot tell that the transaction has failed; a SELECT in front of COMMIT can.
        return status == TransactionStatus.HIDDEN
                ? CommitFlight.commitChecked(connection)
                : CommitFlight.commitPlainly(connection);
    }

    private static CommitResult failure(
            Connection connection, TransactionSettings settings, @Nullable TransactionIdentity identity, Throwable e) {
        String state = SqlState.of(e);
        if (SqlState.IDLE_IN_TRANSACTION_TIMEOUT.equals(state)) {
            return new NotCommitted(Reason.IDLE_TOO_LONG, e);
        }
        if (NO_TRANSACTION.equals(state)) {
            // The driver says so: a pool may not know what was done to the driver's connection.
            return new NotCommitted(Reason.AUTOCOMMIT, null);
        }
        if (SqlState.IN_FAILED_TRANSACTION.equals(state)) {
            return new NotCommitted(Reason.FAILED_BEFORE, e);
        }
        if (!isUnknown(connection, settings, state)) {
            return new NotCommitted(Reason.REFUSED, e);
        }
        if (identity == null && isWithoutWrites(settings)) {
            return new NotCommitted(Reason.NOTHING_WRITTEN, e);
        }
        LostReply lost = new LostReply(e, state, identity, Duration.ZERO, new ArrayList<>(2));
        return new Unknown(lost, identity == null ? Unknown.Unresolved.NO_IDENTITY : Unknown.Unresolved.NOT_ASKED);
    }

    /** Read-only by request, or because the server is a standby: the prologue asked for an identity and got none. */
    private static boolean isWithoutWrites(TransactionSettings settings) {
        return settings.readOnly() || settings.needsPrologue();
    }

    /** Only an ERROR from a server that lives on says that COMMIT did not happen. */
    private static boolean isUnknown(Connection connection, TransactionSettings settings, @Nullable String state) {
        if (state == null || SqlState.isSessionLost(state) || isClosed(connection)) {
            return true;
        }
        // The error may be that of the SELECT behind a COMMIT that went through, unless only COMMIT can have thrown it.
        return settings.reportPosition() && !isOfCommitAlone(state) && isIdleOrHidden(connection);
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
