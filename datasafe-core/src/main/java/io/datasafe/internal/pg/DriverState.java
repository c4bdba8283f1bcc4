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
 * Beside {@link DriverNotifications} the only class that knows pgjdbc. It reads {@code BaseConnection.getTransactionState()}, which costs no round trip but is
 * driver-internal: {@code DriverStateIT} is the canary that tells when a driver version changes it.
 */
public final class DriverState {
    private static final boolean PGJDBC = isPresent();

    private DriverState() {}

    /**
     * Reads the transaction state without a round trip.
     *
     * @param connection a connection, wrapped or not
     * @return its state; {@link TransactionStatus#HIDDEN} where the driver is not pgjdbc or cannot be unwrapped
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
     * Tells whether a warning says that COMMIT did not wait for its synchronous standbys: cancelled by somebody, the transaction is committed
     * here only. Its SQLSTATE, 01000, is that of every warning, and its text is translated: the routine of the server that raised it tells.
     *
     * @param warning a warning of a COMMIT
     * @return whether it is that one
     */
    public static boolean isOfSynchronousWait(SQLWarning warning) {
        return PGJDBC && "SyncRepWaitForLSN".equals(Routine.of(warning));
    }

    /**
     * Tells whether a statement failed because its cached plan has become stale: its table was changed under a prepared statement. The
     * SQLSTATE, 0A000, is also that of every feature that is missing.
     *
     * @param failure what was thrown
     * @return whether it is that one
     */
    public static boolean isOfStalePlan(@Nullable Throwable failure) {
        return PGJDBC && "RevalidateCachedQuery".equals(Routine.of(failure));
    }

    /**
     * Keeps the driver from preparing a statement by name on the server, which keeps the server from reusing a plan: for a table that is empty
     * one moment and long the next, the plan of the one is wrong for the other. Does nothing where the driver is hidden.
     *
     * @param statement a statement that was not run yet
     * @throws SQLException if it is closed
     */
    public static void planAnew(PreparedStatement statement) throws SQLException {
        if (PGJDBC && statement.isWrapperFor(PGStatement.class)) {
            statement.unwrap(PGStatement.class).setPrepareThreshold(0);
        }
    }

    /** A class of its own, so that it is only loaded where the driver is there. */
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

    /** The driver's own connection; null where it is not pgjdbc's or cannot be unwrapped. */
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
            // Not an error: a wrapper may refuse to unwrap, and the commit flight then asks the server instead.
            return null;
        }
    }

    private static boolean isPresent() {
        try {
            Class<?> driver =
                    Class.forName("org.postgresql.core.BaseConnection", false, DriverState.class.getClassLoader());
            // The driver may be on the class path: a named module does not read that unless it asks to.
            DriverState.class.getModule().addReads(driver.getModule());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
