package io.datasafe.internal.pg;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;
import org.postgresql.core.BaseConnection;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/**
 * Reads the state of pgjdbc connections, warnings and exceptions, without a round trip. Only this class and
 * {@link DriverNotifications} use pgjdbc. {@code BaseConnection.getTransactionState()} is internal to the driver:
 * {@code DriverStateIT} fails if a driver version changes it.
 */
public final class DriverState {
    private static final boolean PGJDBC = isPresent();

    private DriverState() {}

    /**
     * Reads the transaction state of a connection. Sends nothing.
     *
     * @param connection a connection, wrapped or not
     * @return the state; {@link TransactionStatus#HIDDEN} if the driver is not pgjdbc or the connection does not unwrap
     *     to it
     */
    public static TransactionStatus of(Connection connection) {
        BaseConnection driver = driver(connection);
        if (driver == null) {
            return TransactionStatus.HIDDEN;
        }
        return switch (driver.getTransactionState()) {
            case IDLE -> TransactionStatus.IDLE;
            case OPEN -> TransactionStatus.OPEN;
            case FAILED -> TransactionStatus.FAILED;
        };
    }

    /**
     * Tells whether a warning says that the wait of COMMIT for its synchronous standbys was cancelled, so that the
     * transaction is committed on this server only. The SQLSTATE of the warning, 01000, is that of any warning, and its
     * text is translated; so this looks at the server routine that raised it.
     *
     * @param warning a warning of a COMMIT
     * @return true for such a warning
     */
    public static boolean isOfSynchronousWait(SQLWarning warning) {
        return PGJDBC && "SyncRepWaitForLSN".equals(Routine.of(warning));
    }

    /**
     * Tells whether a statement failed because its cached plan has become stale: the table of a prepared statement was
     * altered. The SQLSTATE, 0A000, is also that of every unsupported feature; so this looks at the server routine that
     * raised it.
     *
     * @param failure the exception, or null
     * @return true for such a failure
     */
    public static boolean isOfStalePlan(@Nullable Throwable failure) {
        return PGJDBC && "RevalidateCachedQuery".equals(Routine.of(failure));
    }

    /**
     * Makes the server plan a statement anew on each execution, by keeping the driver from preparing it by name. A
     * table that is empty at one moment and long at the next needs two plans. Does nothing if the connection does not
     * unwrap to pgjdbc's.
     *
     * @param statement a statement that was not executed yet
     * @throws SQLException if the statement is closed
     */
    public static void planAnew(PreparedStatement statement) throws SQLException {
        if (PGJDBC && statement.isWrapperFor(PGStatement.class)) {
            statement.unwrap(PGStatement.class).setPrepareThreshold(0);
        }
    }

    /**
     * Reads the server routine that raised a message. A class of its own, which the JVM loads only if pgjdbc is there.
     */
    private static final class Routine {
        private static final int MAX_CAUSES = 100;

        static @Nullable String of(@Nullable Throwable failure) {
            Throwable t = failure;
            for (int depth = 0; t != null && depth < MAX_CAUSES; depth++, t = t.getCause()) {
                ServerErrorMessage message = t instanceof PSQLException e
                        ? e.getServerErrorMessage()
                        : t instanceof PSQLWarning w ? w.getServerErrorMessage() : null;
                if (message != null) {
                    return message.getRoutine();
                }
            }
            return null;
        }
    }

    /** The driver's own connection; null if it is not pgjdbc's or does not unwrap to it. */
    static @Nullable BaseConnection driver(Connection connection) {
        if (!PGJDBC) {
            return null;
        }
        if (connection instanceof BaseConnection driver) {
            return driver;
        }
        try {
            return connection.unwrap(BaseConnection.class);
        } catch (SQLException | RuntimeException e) {
            // Not an error: a wrapper may refuse to unwrap. The commit flight asks the server instead.
            return null;
        }
    }

    private static boolean isPresent() {
        try {
            Class<?> driver =
                    Class.forName("org.postgresql.core.BaseConnection", false, DriverState.class.getClassLoader());
            // The driver may be on the class path, which a named module does not read by default.
            DriverState.class.getModule().addReads(driver.getModule());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
