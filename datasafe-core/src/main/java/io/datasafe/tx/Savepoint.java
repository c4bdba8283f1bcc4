package io.datasafe.tx;

import io.datasafe.internal.pg.DriverState;
import io.datasafe.internal.pg.TransactionStatus;
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

    static Savepoint set(Connection connection, TxOptions options, int number, @Nullable Throwable swallowed) {
        Savepoint savepoint = new Savepoint(connection, options, "datasafe_" + number);
        try {
            savepoint.send("SAVEPOINT " + savepoint.id);
        } catch (SQLException e) {
            if (SqlState.IN_FAILED_TRANSACTION.equals(e.getSQLState())) {
                throw Commit.silentRollback(options, swallowed == null ? e : swallowed);
            }
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

    /**
     * Undoes the part.
     *
     * @return whether it is undone; if not, {@code why} says what went wrong, and nothing may be committed
     */
    boolean rollBack(Throwable why) {
        try {
            if (connection.isClosed()) {
                return false;
            }
            undo();
            return true;
        } catch (Throwable e) {
            // An Error too: a part that is half done must never be committed.
            Suppressed.add(why, e);
            return false;
        }
    }

    private void undo() throws SQLException {
        String rollBack = "ROLLBACK TO SAVEPOINT " + id;
        String release = "RELEASE SAVEPOINT " + id;
        try {
            send(rollBack + "; " + release);
        } catch (SQLException e) {
            if (!SqlState.IN_FAILED_TRANSACTION.equals(e.getSQLState())) {
                throw e;
            }
            // A driver that describes statements before it runs them (prepareThreshold=-1) cannot send both together.
            send(rollBack);
            send(release);
        }
    }

    private void send(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
