package io.datasafe.internal.tx;

import io.datasafe.internal.pg.DriverState;
import io.datasafe.internal.pg.TransactionStatus;
import io.datasafe.sqlstate.SqlState;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Sets savepoints, which have numbers, and ends them. */
final class Savepoints {
    private static final String PREFIX = "datasafe_";

    private Savepoints() {}

    static void set(Connection connection, int number) throws SQLException, FailedTransactionException {
        sendUnlessFailed(connection, "SAVEPOINT " + PREFIX + number);
    }

    static void release(Connection connection, int number) throws SQLException, FailedTransactionException {
        if (DriverState.of(connection) == TransactionStatus.FAILED) {
            throw new FailedTransactionException(null);
        }
        sendUnlessFailed(connection, "RELEASE SAVEPOINT " + PREFIX + number);
    }

    static void rollBack(Connection connection, int number) throws SQLException {
        String rollBack = "ROLLBACK TO SAVEPOINT " + PREFIX + number;
        String release = "RELEASE SAVEPOINT " + PREFIX + number;
        try {
            send(connection, rollBack + "; " + release);
        } catch (SQLException e) {
            if (!SqlState.IN_FAILED_TRANSACTION.equals(e.getSQLState())) {
                throw e;
            }
            // A driver that describes statements before it runs them (prepareThreshold=-1) cannot send both together.
            send(connection, rollBack);
            send(connection, release);
        }
    }

    private static void sendUnlessFailed(Connection connection, String sql)
            throws SQLException, FailedTransactionException {
        try {
            send(connection, sql);
        } catch (SQLException e) {
            if (SqlState.IN_FAILED_TRANSACTION.equals(e.getSQLState())) {
                throw new FailedTransactionException(e);
            }
            throw e;
        }
    }

    private static void send(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
