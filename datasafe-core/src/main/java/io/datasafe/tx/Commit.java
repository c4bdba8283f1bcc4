package io.datasafe.tx;

import io.datasafe.internal.pg.CommitFlight;
import io.datasafe.internal.pg.CommitStatement;
import io.datasafe.internal.pg.DriverState;
import io.datasafe.internal.pg.TransactionIdentity;
import io.datasafe.internal.pg.TransactionStatus;
import io.datasafe.sqlstate.SqlState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commits, and tells apart what may follow: committed, rolled back, or unknown. */
final class Commit {
    private static final String NO_TRANSACTION = "25P01";

    private Commit() {}

    /**
     * Sends COMMIT in one round trip.
     *
     * @param riders what is to be done right before COMMIT, in the same round trip
     * @param swallowed the first failure that the work has caught, if it is known
     * @throws TransactionException if the transaction is rolled back or its outcome unknown
     */
    static CommitFlight send(
            ConnectionHold lease, TxOptions options, List<CommitStatement> riders, @Nullable Throwable swallowed) {
        Connection connection = lease.connection();
        checkUntouched(connection, options, swallowed);
        TransactionStatus status = DriverState.of(connection);
        if (status == TransactionStatus.FAILED) {
            throw silentRollback(options, swallowed);
        }
        bound(lease, options);
        try {
            return send(connection, options, riders, status);
        } catch (Throwable e) {
            // An Error too: it may have come after COMMIT was sent.
            throw failure(lease, options, e, swallowed);
        }
    }

    /** Nothing has been sent yet if this fails. */
    private static void bound(ConnectionHold lease, TxOptions options) {
        Duration bound = options.characteristics().timeouts().commit();
        if (bound == null) {
            return;
        }
        try {
            lease.boundCommit(bound);
        } catch (SQLException e) {
            throw new TransactionException(
                    options.title() + " was rolled back: the wait for COMMIT could not be bounded to " + bound
                            + ", since its connection refuses setNetworkTimeout. Leave timeouts().commit(..) out, or mend"
                            + " what wraps the connection",
                    e);
        }
    }

    private static CommitFlight send(
            Connection connection, TxOptions options, List<CommitStatement> riders, TransactionStatus status)
            throws SQLException {
        if (options.setup().reportPosition()) {
            return CommitFlight.commit(connection, riders);
        }
        if (!riders.isEmpty()) {
            return CommitFlight.commitWith(connection, riders);
        }
        // A hidden driver cannot tell that the transaction has failed; a SELECT in front of COMMIT can.
        return status == TransactionStatus.HIDDEN
                ? CommitFlight.commitChecked(connection)
                : CommitFlight.commitPlainly(connection);
    }

    static TransactionException endedByItsWork(TxOptions options) {
        return new TransactionException(
                options.title() + " was ended by its own work, with COMMIT or ROLLBACK: what was done before is"
                        + " committed or lost by that, and each later statement by itself. Leave both to datasafe",
                null);
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
            throw autoCommitted(options);
        }
    }

    private static TransactionException autoCommitted(TxOptions options) {
        return new TransactionException(
                options.title()
                        + " was ended by its own work: autocommit was switched on inside it, which commits what was"
                        + " done before, and each later statement by itself. Leave setAutoCommit to datasafe",
                null);
    }

    private static TransactionException failure(
            ConnectionHold lease, TxOptions options, Throwable e, @Nullable Throwable swallowed) {
        String state = SqlState.of(e);
        if (SqlState.IDLE_IN_TRANSACTION_TIMEOUT.equals(state)) {
            return new TransactionException(
                    options.title() + " was rolled back: the server had ended its session before COMMIT, because it was"
                            + " idle for longer than idle_in_transaction_session_timeout (SQLSTATE 25P03)",
                    e);
        }
        if (NO_TRANSACTION.equals(state)) {
            // The driver's word: a pool may not know what was done to the connection beneath.
            return autoCommitted(options);
        }
        if (SqlState.IN_FAILED_TRANSACTION.equals(state)) {
            return silentRollback(options, swallowed == null ? e : swallowed);
        }
        if (isUnknown(lease.connection(), options, state)) {
            return unknown(lease, options, e, state);
        }
        return new TransactionException(
                options.title() + " was rolled back: the server refused COMMIT (SQLSTATE " + state + ")", e);
    }

    private static TransactionException unknown(
            ConnectionHold lease, TxOptions options, Throwable e, @Nullable String state) {
        TransactionIdentity identity = lease.identity();
        if (identity == null && isWithoutWrites(options)) {
            return new NothingWrittenException(
                    options.title() + " got no answer to COMMIT (SQLSTATE " + state
                            + "); it was read-only, so that nothing is lost and nothing is stored",
                    e);
        }
        String what =
                options.title() + " has an unknown outcome: COMMIT was sent, and no answer came that can be trusted"
                        + " (SQLSTATE " + state + ")";
        return identity == null
                ? new CommitUnknownException(
                        what + ". Look for the effect before running it again, and make the transaction resolvable() to"
                                + " have that done",
                        null,
                        e)
                : new CommitUnknownException(what, Ticket.of(options.name(), identity), e);
    }

    /** COMMIT's answer was lost, and the server says that the transaction is rolled back. */
    static TransactionException resolvedToRollback(TxOptions options, CommitUnknownException unknown) {
        return new TransactionException(
                options.title()
                        + " was rolled back: the answer to COMMIT was lost, and the server, asked for it, says so",
                unknown.getCause());
    }

    /** Read-only by request, or by the server: it is a standby if it was asked for an identity and gave none. */
    private static boolean isWithoutWrites(TxOptions options) {
        return options.characteristics().readOnly() || options.prologue() != null;
    }

    /** Only an ERROR from a server that lives on says that COMMIT did not happen. */
    private static boolean isUnknown(Connection connection, TxOptions options, @Nullable String state) {
        if (state == null || SqlState.isSessionLost(state) || isClosed(connection)) {
            return true;
        }
        // The error may be that of the SELECT behind a COMMIT that went through, unless only COMMIT can have thrown it.
        return options.setup().reportPosition() && !isOfCommitAlone(state) && isIdleOrHidden(connection);
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
