package io.datasafe.tx;

import io.datasafe.internal.DriverState;
import io.datasafe.internal.TransactionStatus;
import io.datasafe.sqlstate.SqlState;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A savepoint of an open transaction. */
final class Savepoint {
    private final Connection connection;
    private final TxOptions options;
    private final String id;

    private Savepoint(Connection connection, TxOptions options, String id) {
        this.connection = connection;
        this.options = options;
        this.id = id;
    }

    static Savepoint set(Connection connection, TxOptions options, int number) {
        Savepoint savepoint = new Savepoint(connection, options, "datasafe_" + number);
        try {
            savepoint.send("SAVEPOINT " + savepoint.id);
        } catch (SQLException e) {
            throw new TransactionException(options.title() + " could not set a savepoint", e);
        }
        return savepoint;
    }

    void release(@Nullable Throwable swallowed) {
        if (DriverState.of(connection) == TransactionStatus.FAILED) {
            throw Commit.silentRollback(options, swallowed);
        }
        try {
            send("RELEASE SAVEPOINT " + id);
        } catch (SQLException e) {
            if (SqlState.IN_FAILED_TRANSACTION.equals(e.getSQLState())) {
                throw Commit.silentRollback(options, swallowed == null ? e : swallowed);
            }
            throw new TransactionException(options.title() + " could not release a savepoint", e);
        }
    }

    /** Undoes the part. If that fails the session is dead, and COMMIT will say so; {@code why} keeps both. */
    void rollBack(Throwable why) {
        try {
            if (!connection.isClosed()) {
                send("ROLLBACK TO SAVEPOINT " + id + "; RELEASE SAVEPOINT " + id);
            }
        } catch (SQLException e) {
            Suppressed.add(why, e);
        }
    }

    private void send(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
