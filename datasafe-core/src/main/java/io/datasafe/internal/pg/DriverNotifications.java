package io.datasafe.internal.pg;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.core.BaseConnection;

/**
 * Waits for notifications ({@code LISTEN}), for which JDBC has no API. Only this class and {@link DriverState} use
 * pgjdbc.
 */
public final class DriverNotifications {
    private DriverNotifications() {}

    /**
     * Tells whether a connection gives access to notifications. Sends nothing.
     *
     * @param connection a connection, wrapped or not
     * @return false if the driver is not pgjdbc or the connection does not unwrap to it
     */
    public static boolean areReachable(Connection connection) {
        return DriverState.driver(connection) != null;
    }

    /**
     * Waits for notifications and consumes all that have arrived. Blocks the connection, but not
     * {@link Connection#abort}.
     *
     * @param connection a connection that has sent LISTEN, outside of a transaction
     * @param atMost the longest time to wait; 1 ms or more
     * @return true if any arrived
     * @throws SQLException if the connection is broken or aborted, or does not unwrap to pgjdbc's
     */
    public static boolean await(Connection connection, Duration atMost) throws SQLException {
        BaseConnection driver = DriverState.driver(connection);
        if (driver == null) {
            throw new SQLException("the connection does not unwrap to pgjdbc's, which notifications need");
        }
        return driver.getNotifications((int) atMost.toMillis()).length > 0;
    }
}
