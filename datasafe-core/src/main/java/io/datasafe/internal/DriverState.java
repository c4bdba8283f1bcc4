package io.datasafe.internal;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;

/**
 * The only class that knows pgjdbc. It reads {@code BaseConnection.getTransactionState()}, which costs no round trip but is
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
        BaseConnection driver = PGJDBC ? driver(connection) : null;
        if (driver == null) {
            return TransactionStatus.HIDDEN;
        }
        return switch (driver.getTransactionState()) {
            case IDLE -> TransactionStatus.IDLE;
            case OPEN -> TransactionStatus.OPEN;
            case FAILED -> TransactionStatus.FAILED;
        };
    }

    private static @Nullable BaseConnection driver(Connection connection) {
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
