package io.datasafe.internal.tx;

import io.datasafe.internal.pg.DriverState;
import io.datasafe.internal.pg.TransactionStatus;
import io.datasafe.internal.scope.Suppressed;
import io.datasafe.internal.tx.NotBegunException.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** A connection for one transaction: taken from the data source, made ready, and given back as it came or discarded. */
final class ConnectionHold {
    private final Connection connection;
    private boolean touched;
    private boolean readOnly;
    private boolean switchedAutoCommit;
    private boolean switchedReadOnly;
    private int networkTimeoutBefore = -1;

    private ConnectionHold(Connection connection) {
        this.connection = connection;
    }

    static ConnectionHold take(DataSource dataSource) throws NotBegunException {
        Connection connection;
        try {
            connection = dataSource.getConnection();
        } catch (SQLException | RuntimeException e) {
            throw NotBegunException.because(Reason.NO_CONNECTION, e);
        }
        if (connection == null) {
            throw NotBegunException.because(Reason.NULL_CONNECTION);
        }
        return new ConnectionHold(connection);
    }

    /**
     * The driver sends BEGIN with the first statement, and READ ONLY with BEGIN: only a prologue costs a round trip.
     */
    void prepare(boolean asReadOnly) throws SQLException, NotBegunException {
        TransactionStatus status = DriverState.of(connection);
        if (status == TransactionStatus.HIDDEN) {
            checkServer();
        }
        touched = true;
        if (status == TransactionStatus.OPEN || status == TransactionStatus.FAILED) {
            dropLeftover();
        }
        readOnly = connection.isReadOnly();
        if (asReadOnly && !readOnly) {
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
    }

    private void checkServer() throws SQLException, NotBegunException {
        String product = connection.getMetaData().getDatabaseProductName();
        if (!"PostgreSQL".equals(product)) {
            throw NotBegunException.notPostgresql(product);
        }
    }

    /**
     * Nobody commits what an earlier user left open: a BEGIN sent as SQL, or a pool's test query without autocommit.
     */
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

    /** Whether anything was done to the connection that has to be undone before it goes back. */
    boolean isTouched() {
        return touched;
    }

    boolean cameWithAutoCommit() {
        return switchedAutoCommit;
    }

    /**
     * Whether nothing can be written, because the transaction asked for that or because this data source's connections
     * are like that.
     */
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

    /** Bounds the wait for the reply to COMMIT, which no timeout of the server does. */
    void boundCommit(Duration bound) throws SQLException {
        networkTimeoutBefore = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, (int) bound.toMillis());
    }

    void giveBack() throws SQLException {
        restore();
        connection.close();
    }

    /**
     * Rolls back and gives back. Failures on the way are added to {@code why}, which the caller throws.
     *
     * @return whether the session was there to be rolled back; if not, the server has done so
     */
    boolean rollBack(Throwable why) {
        try {
            // On a dead connection there is nothing to roll back, and a try would bury the error that killed it.
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

    /** Failures on the way are added to {@code why}. */
    void discard(Throwable why) {
        discard((Throwable e) -> Suppressed.add(why, e));
    }

    /** Kills the connection, so that the pool replaces it: {@code setAutoCommit(true)} would commit what is open. */
    void discard(Consumer<Throwable> failures) {
        try {
            connection.abort(Runnable::run);
        } catch (Throwable e) {
            failures.accept(e);
        }
        close(failures);
    }

    void close(Consumer<Throwable> failures) {
        try {
            connection.close();
        } catch (Throwable e) {
            failures.accept(e);
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
