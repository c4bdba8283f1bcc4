package io.datasafe.internal.tx;

import io.datasafe.internal.pg.CommitFate;
import io.datasafe.internal.pg.CommitStatement;
import io.datasafe.internal.pg.DriverState;
import io.datasafe.internal.pg.TransactionIdentity;
import io.datasafe.internal.pg.TransactionStatus;
import io.datasafe.internal.scope.Suppressed;
import io.datasafe.internal.tx.CommitResult.Committed;
import io.datasafe.internal.tx.CommitResult.Unknown;
import io.datasafe.internal.tx.NotBegunException.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One transaction on one connection, from BEGIN to the end: the door to the machine. It holds the connection until
 * {@link #commit} or {@link #rollBack} has ended the transaction. It knows nothing of the work that runs in the
 * transaction, of retries or of listeners.
 *
 * <p>Not thread-safe.
 */
public final class PhysicalTransaction {
    private final TransactionSettings settings;
    private final ConnectionHold hold;
    private final @Nullable Deadline deadline;
    private @Nullable TransactionIdentity identity;
    private int savepoints;

    private PhysicalTransaction(
            TransactionSettings settings,
            ConnectionHold hold,
            @Nullable Deadline deadline,
            @Nullable TransactionIdentity identity) {
        this.settings = settings;
        this.hold = hold;
        this.deadline = deadline;
        this.identity = identity;
    }

    /**
     * Takes a connection, makes it ready and sends the prologue, if there is one. A {@link RuntimeException} or an
     * {@link Error} of the driver is thrown as it is. After any failure the connection is back in the pool, or
     * discarded.
     *
     * @param settings what the transaction is like
     * @return the transaction
     * @throws NotBegunException if there is no connection, or the transaction cannot begin on it
     */
    public static PhysicalTransaction begin(TransactionSettings settings) throws NotBegunException {
        checkInTime(settings, Reason.TOO_LATE);
        ConnectionHold hold = ConnectionHold.take(settings.dataSource());
        try {
            checkInTime(settings, Reason.WAITED_TOO_LONG);
            hold.prepare(settings.readOnly());
            if (!settings.needsPrologue()) {
                return new PhysicalTransaction(settings, hold, null, null);
            }
            Prologue prologue = new Prologue(settings);
            Deadline deadline = Deadline.earlier(settings.deadline(), prologue.keptHere(hold.connection()));
            return new PhysicalTransaction(settings, hold, deadline, prologue.send(hold.connection()));
        } catch (SQLException e) {
            NotBegunException failure = NotBegunException.because(Reason.REFUSED, e);
            takeBack(hold, settings, failure);
            throw failure;
        } catch (Throwable e) {
            takeBack(hold, settings, e);
            throw e;
        }
    }

    private static void checkInTime(TransactionSettings settings, Reason reason) throws NotBegunException {
        Deadline deadline = settings.deadline();
        if (deadline != null && deadline.hasPassed()) {
            throw NotBegunException.because(reason);
        }
    }

    private static void takeBack(ConnectionHold hold, TransactionSettings settings, Throwable why) {
        if (!hold.isTouched()) {
            hold.close((Throwable e) -> Suppressed.add(why, e));
        } else if (ConnectionFault.atBegin(settings, why) != null
                || ConnectionFault.of(hold.isReadOnly(), why) != null) {
            hold.discard(why);
        } else {
            hold.rollBack(why);
        }
    }

    /** {@return the connection, which is not to be closed} */
    public Connection connection() {
        return hold.connection();
    }

    /** {@return the state of the transaction as the driver knows it, without a round trip} */
    public TransactionStatus status() {
        return DriverState.of(hold.connection());
    }

    /** {@return whether the session is known to be gone} */
    public boolean isLost() {
        return hold.isLost();
    }

    /** {@return whether the connection came with autocommit on} */
    public boolean cameWithAutoCommit() {
        return hold.cameWithAutoCommit();
    }

    /** {@return until when the work must be done, where this side has to watch the time; or null} */
    public @Nullable Deadline deadline() {
        return deadline;
    }

    /**
     * The work has learned what names the transaction, where the prologue did not ask.
     *
     * @param learned the identity; null on a standby
     */
    public void identify(@Nullable TransactionIdentity learned) {
        if (identity == null) {
            identity = learned;
        }
    }

    /**
     * Takes an advisory lock until the end of the transaction. One round trip.
     *
     * @param name the name of the lock
     * @param wait whether to wait until no other transaction holds it
     * @return what came of it
     * @throws SQLException if the statement fails
     */
    public LockAnswer lock(String name, boolean wait) throws SQLException {
        return AdvisoryLock.take(hold.connection(), name, wait);
    }

    /**
     * Sets a savepoint. One round trip.
     *
     * @return its number
     * @throws FailedTransactionException if the transaction only rolls back now
     * @throws SQLException if the statement fails otherwise
     */
    public int setSavepoint() throws SQLException, FailedTransactionException {
        int number = ++savepoints;
        Savepoints.set(hold.connection(), number);
        return number;
    }

    /**
     * Releases a savepoint and keeps what was done since. One round trip.
     *
     * @param number its number
     * @throws FailedTransactionException if the transaction only rolls back now
     * @throws SQLException if the statement fails otherwise
     */
    public void releaseSavepoint(int number) throws SQLException, FailedTransactionException {
        Savepoints.release(hold.connection(), number);
    }

    /**
     * Undoes what was done since a savepoint, and removes it. One round trip.
     *
     * @param number its number
     * @param why the failure that the caller throws; failures on the way are suppressed in it
     * @return whether it is undone; if not, the transaction must not commit
     */
    public boolean undoToSavepoint(int number, Throwable why) {
        try {
            if (hold.connection().isClosed()) {
                return false;
            }
            Savepoints.rollBack(hold.connection(), number);
            return true;
        } catch (Throwable e) {
            // An Error too: a part that is half done must never be committed.
            Suppressed.add(why, e);
            return false;
        }
    }

    /**
     * Commits. Asks the server what became of the transaction if the reply is lost. Throws only what the connection
     * throws before COMMIT is sent; the caller then rolls back.
     *
     * @param statements what rides in the round trip of COMMIT, in front of it
     * @return what became of the transaction; after {@link CommitResult.NotCommitted} the caller rolls back
     */
    public CommitResult commit(List<CommitStatement> statements) {
        CommitResult result = CommitSender.send(hold, settings, identity, statements);
        if (result instanceof Committed committed) {
            return giveBack(committed);
        }
        if (result instanceof Unknown unknown) {
            hold.discard(unknown.lost().failures()::add);
            return CommitResolver.resolve(settings, unknown);
        }
        return result;
    }

    /** After COMMIT nothing may fail any more. */
    private Committed giveBack(Committed committed) {
        try {
            hold.giveBack();
            return committed;
        } catch (Throwable e) {
            // An Error too: it must neither leak the connection nor turn the commit into a failure.
            hold.discard(e);
            return committed.notGivenBack(e);
        }
    }

    /**
     * Rolls back and gives the connection back, or discards it where it is to blame for the failure.
     *
     * @param why the failure that the caller throws; failures on the way are suppressed in it
     * @return false if the session was gone, so that the server has rolled back
     */
    public boolean rollBack(Throwable why) {
        if (fault(why) != null) {
            hold.discard(why);
            return true;
        }
        return hold.rollBack(why);
    }

    /**
     * Tells whether the connection is to blame for a failure.
     *
     * @param failure what was thrown inside the transaction
     * @return what is wrong with the connection, or null
     */
    public @Nullable ConnectionFault fault(Throwable failure) {
        return ConnectionFault.of(hold.isReadOnly(), failure);
    }

    /**
     * Tells whether the connection was to blame for a transaction that did not begin.
     *
     * @param settings what the transaction was to be like
     * @param failure what was thrown
     * @return what is wrong with the connection, or null
     */
    public static @Nullable ConnectionFault faultAtBegin(TransactionSettings settings, Throwable failure) {
        return ConnectionFault.atBegin(settings, failure);
    }

    /**
     * Asks what became of a transaction whose COMMIT got no reply, until the answer is final or the time is over.
     *
     * @param dataSource leads to the primary
     * @param identity what names the transaction
     * @param within how long to ask
     * @return {@link CommitFate#COMMITTED}, {@link CommitFate#ROLLED_BACK}, {@link CommitFate#FAILED_OVER} or {@link
     *     CommitFate#UNKNOWN}
     */
    public static CommitFate resolve(DataSource dataSource, TransactionIdentity identity, Duration within) {
        return new CommitResolver(dataSource, identity, Deadline.in(within)).run();
    }
}
