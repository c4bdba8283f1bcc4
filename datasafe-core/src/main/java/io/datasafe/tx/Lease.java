package io.datasafe.tx;

import io.datasafe.internal.DriverState;
import io.datasafe.internal.TransactionIdentity;
import io.datasafe.internal.TransactionStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A connection for one attempt: taken from the data source, made ready, and given back as it was or not at all. */
final class Lease {
    private final Connection connection;
    private boolean switchedAutoCommit;
    private boolean switchedReadOnly;
    private int networkTimeoutBefore = -1;
    private @Nullable TransactionIdentity identity;
    private @Nullable Deadline deadline;

    private Lease(Connection connection) {
        this.connection = connection;
    }

    static Lease begin(TxOptions options) {
        Connection connection;
        try {
            connection = options.dataSource().getConnection();
        } catch (SQLException | RuntimeException e) {
            throw new TransactionException(options.title() + " got no connection from its data source", e);
        }
        Lease lease = new Lease(connection);
        try {
            lease.prepare(options);
            return lease;
        } catch (SQLException e) {
            TransactionException failure = new TransactionException(options.title() + " could not begin", e);
            lease.discard(failure);
            throw failure;
        } catch (Throwable e) {
            lease.discard(e);
            throw e;
        }
    }

    /** The driver sends BEGIN with the first statement, and READ ONLY with BEGIN: only an isolation level costs a round trip. */
    private void prepare(TxOptions options) throws SQLException {
        TransactionStatus status = DriverState.of(connection);
        if (status == TransactionStatus.OPEN || status == TransactionStatus.FAILED) {
            dropLeftover();
        } else if (status == TransactionStatus.HIDDEN) {
            checkServer(options);
        }
        if (options.characteristics().readOnly() && !connection.isReadOnly()) {
            connection.setReadOnly(true);
            switchedReadOnly = true;
        }
        if (connection.getAutoCommit()) {
            connection.setAutoCommit(false);
            switchedAutoCommit = true;
        }
        deadline = options.deadline();
        Prologue prologue = options.prologue();
        if (prologue != null) {
            deadline = Deadline.earlier(deadline, prologue.keptHere(connection));
            identity = prologue.send(connection, options.deadline());
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
