package io.datasafe.internal.pg;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.core.BaseConnection;

/** Notifications ({@code LISTEN}), for which JDBC has no word. Beside {@link DriverState} the only class that knows pgjdbc. */
public final class DriverNotifications {
    private DriverNotifications() {}

    /**
     * Tells whether notifications can be had from a connection.
     *
     * @param connection a connection, wrapped or not
     * @return false where the driver is not pgjdbc or cannot be unwrapped
     */
    public static boolean areReachable(Connection connection) {
        return DriverState.driver(connection) != null;
    }

    /**
     * Waits for notifications and takes all that have come. Blocks the connection, but not {@link Connection#abort}.
     *
     * @param connection a connection that listens, outside of a transaction
     * @param atMost how long to wait; 1 ms or more
     * @return whether any came
     * @throws SQLException if the connection is broken or aborted, or its notifications cannot be reached
     */
    public static boolean await(Connection connection, Duration atMost) throws SQLException {
        BaseConnection driver = DriverState.driver(connection);
        if (driver == null) {
            throw new SQLException("the connection does not unwrap to pgjdbc's, which has its notifications");
        }
        return driver.getNotifications((int) atMost.toMillis()).length > 0;
    }
}
