package io.datasafe.benchmarks.faults;

import io.datasafe.sqlstate.SqlState;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A transaction as plain JDBC has it, that tells whether it was COMMIT that failed. */
final class PlainTransaction {
    /** COMMIT was sent, and its answer did not come. */
    static final class CommitLostException extends SQLException {
        private static final long serialVersionUID = 1L;

        CommitLostException(SQLException cause) {
            super("the answer to COMMIT is lost", cause.getSQLState(), cause);
        }
    }

    private PlainTransaction() {}

    static void run(DataSource dataSource, Work work) throws SQLException {
        // The pool rolls back what is open when a connection comes back, and switches autocommit on again.
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            work.apply(connection);
            try {
                connection.commit();
            } catch (SQLException e) {
                throw isConnectionLost(e) ? new CommitLostException(e) : e;
            }
        }
    }

    /** Whether another connection may fare better: the session is gone, or there was none to be had. */
    static boolean isConnectionLost(SQLException e) {
        return SqlState.isSessionLost(SqlState.of(e));
    }
}
