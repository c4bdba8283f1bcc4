package io.datasafe.outbox;

import io.datasafe.internal.pg.DriverState;
import io.datasafe.internal.pg.TransactionStatus;
import io.datasafe.internal.scope.TransactionSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Runs single statements, each on a connection of its own in autocommit mode: one round trip, and no lock is kept. */
final class Statements {
    /** Uses a prepared statement. */
    @FunctionalInterface
    interface Work<T extends @Nullable Object> {
        T apply(PreparedStatement statement) throws SQLException;
    }

    /** The time between the request to cancel a statement and giving up its connection. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final DataSource dataSource;
    private final Duration bound;
    private volatile @Nullable Connection inUse;

    /**
     * A statement that takes longer than the bound is cancelled, so that sessions do not pile up behind a lock. If the
     * server does not react to the cancellation, the connection is given up.
     */
    Statements(DataSource dataSource, Duration bound) {
        this.dataSource = dataSource;
        this.bound = bound;
    }

    <T extends @Nullable Object> T run(String sql, Work<T> work) throws SQLException {
        if (dataSource instanceof TransactionSource source && source.isOpen()) {
            throw joined();
        }
        Connection connection = dataSource.getConnection();
        try (connection) {
            inUse = connection;
            return run(connection, sql, work);
        } finally {
            inUse = null;
        }
    }

    /** Breaks the connection in use, if there is one, so that its thread stops waiting for a server that is gone. */
    void abort() throws SQLException {
        Connection connection = inUse;
        if (connection != null) {
            connection.abort(Runnable::run);
        }
    }

    private <T extends @Nullable Object> T run(Connection connection, String sql, Work<T> work) throws SQLException {
        TransactionStatus status = DriverState.of(connection);
        if (status == TransactionStatus.OPEN || status == TransactionStatus.FAILED) {
            throw joined();
        }
        boolean autoCommit = connection.getAutoCommit();
        int timeout = connection.getNetworkTimeout();
        if (!autoCommit) {
            leaveTransactionMode(connection, status);
        }
        connection.setNetworkTimeout(Runnable::run, (int) bound.plus(GRACE).toMillis());
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            DriverState.planAnew(statement);
            statement.setQueryTimeout((int) bound.toSeconds());
            return work.apply(statement);
        } finally {
            restore(connection, autoCommit, timeout);
        }
    }

    private static void leaveTransactionMode(Connection connection, TransactionStatus status) throws SQLException {
        if (status == TransactionStatus.HIDDEN) {
            // setAutoCommit(true) would commit a transaction that other code may have left open.
            connection.rollback();
        }
        connection.setAutoCommit(true);
    }

    /** The open transaction belongs to other code, so it must be neither committed nor rolled back here. */
    private static SQLException joined() {
        return new SQLException(
                "the data source returned a connection with an open transaction: give the outbox the pool itself, not a"
                        + " data source that joins the thread's transaction",
                "25001");
    }

    private static void restore(Connection connection, boolean autoCommit, int timeout) throws SQLException {
        if (!connection.isClosed()) {
            connection.setNetworkTimeout(Runnable::run, timeout);
            connection.setAutoCommit(autoCommit);
        }
    }
}
