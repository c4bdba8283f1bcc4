package io.datasafe.tx;

import io.datasafe.internal.pg.DriverState;
import io.datasafe.internal.pg.TransactionIdentity;
import io.datasafe.internal.pg.TransactionStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A connection for one attempt: taken from the data source, made ready, and given back as it was or not at all. */
final class ConnectionHold {
    private final Connection connection;
    private TransactionStatus status = TransactionStatus.HIDDEN;
    private boolean touched;
    private boolean readOnly;
    private boolean switchedAutoCommit;
    private boolean switchedReadOnly;
    private int networkTimeoutBefore = -1;
    private @Nullable TransactionIdentity identity;
    private @Nullable Deadline deadline;

    private ConnectionHold(Connection connection) {
        this.connection = connection;
    }

    static ConnectionHold begin(TxOptions options) {
        checkInTime(options, "");
        ConnectionHold lease = new ConnectionHold(connect(options));
        try {
            lease.check(options);
            lease.prepare(options);
            return lease;
        } catch (SQLException e) {
            TransactionException failure = new TransactionException(
                    options.title() + " could not begin (SQLSTATE " + e.getSQLState() + ")", e);
            lease.takeBack(options, failure);
            throw failure;
        } catch (Throwable e) {
            lease.takeBack(options, e);
            throw e;
        }
    }

    private static Connection connect(TxOptions options) {
        Connection connection;
        try {
            connection = options.dataSource().getConnection();
        } catch (SQLException | RuntimeException e) {
            throw NoConnection.of(options, e);
        }
        if (connection == null) {
            throw NoConnection.ofNull(options);
        }
        return connection;
    }

    private static void checkInTime(TxOptions options, String when) {
        Deadline deadline = options.deadline();
        if (deadline != null && deadline.hasPassed()) {
            throw DeadlineExceededException.notBegun(options, deadline, when);
        }
    }

    /** What forbids to begin, before anything is done to the connection. */
    private void check(TxOptions options) throws SQLException {
        checkInTime(options, " while it waited for a connection");
        status = DriverState.of(connection);
        if (status == TransactionStatus.HIDDEN) {
            checkServer(options);
        }
    }

    /** The driver sends BEGIN with the first statement, and READ ONLY with BEGIN: only a prologue costs a round trip. */
    private void prepare(TxOptions options) throws SQLException {
        touched = true;
        if (status == TransactionStatus.OPEN || status == TransactionStatus.FAILED) {
            dropLeftover();
        }
        readOnly = connection.isReadOnly();
        if (options.characteristics().readOnly() && !readOnly) {
            connection.setReadOnly(true);
            switchedReadOnly = true;
            readOnly = true;
        }
        if (connection.getAutoCommit()) {
            connection.setAutoCommit(false);
            switchedAutoCommit = true;
        }
        if (status == TransactionStatus.HIDDEN) {
            // Drops what may have been left open, and costs nothing where nothing was.
            connection.rollback();
        }
        deadline = options.deadline();
        Prologue prologue = options.prologue();
        if (prologue != null) {
            deadline = Deadline.earlier(deadline, prologue.keptHere(connection));
            identity = prologue.send(connection, options.deadline());
        }
    }

    /** The transaction did not begin. */
    private void takeBack(TxOptions options, Throwable why) {
        if (!touched) {
            close(why);
        } else if (ConnectionFault.atBegin(options, why) != null || ConnectionFault.of(readOnly, why) != null) {
            discard(why);
        } else {
            rollBack(why);
        }
    }

    private void checkServer(TxOptions options) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        if (!"PostgreSQL".equals(product)) {
            throw new TransactionException(
                    options.title() + " could not begin: its data source leads to " + product
                            + ", must lead to PostgreSQL",
                    null);
        }
    }

    /** What somebody before us left open is nobody's to commit: a BEGIN sent as SQL, or a pool's test query without autocommit. */
    private void dropLeftover() throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        if (autoCommit) {
            connection.setAutoCommit(false);
        }
        connection.rollback();
        if (autoCommit) {
            connection.setAutoCommit(true);
        }
    }

    Connection connection() {
        return connection;
    }

    /** Whether autocommit was on when it came. */
    boolean cameWithAutoCommit() {
        return switchedAutoCommit;
    }

    /** Whether nothing can be written, because that was asked for or because the connections of this data source are like that. */
    boolean isReadOnly() {
        return readOnly;
    }

    /** Whether the session is known to be gone. */
    boolean isLost() {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    /** What names the transaction; null if nobody asked, or on a standby. */
    @Nullable
    TransactionIdentity identity() {
        return identity;
    }

    void identify(@Nullable TransactionIdentity learned) {
        if (identity == null) {
            identity = learned;
        }
    }

    /** Until when the work must be done, as far as this side keeps watch. */
    @Nullable
    Deadline deadline() {
        return deadline;
    }

    /** Bounds the wait for COMMIT's answer, which no timeout of the server does. */
    void boundCommit(Duration bound) throws SQLException {
        networkTimeoutBefore = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, (int) bound.toMillis());
    }

    /** Gives the connection back after COMMIT, when nothing may fail any more. */
    void giveBack(TxOptions options) {
        try {
            restore();
            connection.close();
        } catch (Throwable e) {
            // An Error too: it must neither leak the connection nor turn the commit into a failure.
            discard(e);
            Events.notGivenBack(options.title(), e);
        }
    }

    /**
     * Rolls back and gives back. What goes wrong is added to {@code why}, which the caller throws.
     *
     * @return whether the session was there to be rolled back; if not, the server has done so
     */
    boolean rollBack(Throwable why) {
        try {
            // On a dead connection there is nothing to roll back, and asking would bury the error that killed it.
            boolean alive = !connection.isClosed();
            if (alive) {
                connection.rollback();
                restore();
            }
            connection.close();
            return alive;
        } catch (Throwable e) {
            // An Error too: it must neither leak the connection nor bury why.
            Suppressed.add(why, e);
            discard(why);
            return false;
        }
    }

    /** Kills the connection, so that the pool replaces it: {@code setAutoCommit(true)} would commit what is open. */
    void discard(Throwable why) {
        try {
            connection.abort(Runnable::run);
        } catch (Throwable e) {
            Suppressed.add(why, e);
        }
        close(why);
    }

    private void close(Throwable why) {
        try {
            connection.close();
        } catch (Throwable e) {
            Suppressed.add(why, e);
        }
    }

    private void restore() throws SQLException {
        if (switchedAutoCommit) {
            connection.setAutoCommit(true);
        }
        if (switchedReadOnly) {
            connection.setReadOnly(false);
        }
        if (networkTimeoutBefore >= 0) {
            connection.setNetworkTimeout(Runnable::run, networkTimeoutBefore);
        }
    }
}
