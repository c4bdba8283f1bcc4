package io.datasafe.test.cluster;

import java.sql.Connection;
import java.sql.SQLException;

/** Has a server read its configuration again, and waits until it has. */
final class Reload {
    private static final String LOADED = "select pg_conf_load_time()::text";

    private Reload() {}

    static void of(Connection connection, String node) throws SQLException {
        String before = Sql.text(connection, LOADED);
        Sql.text(connection, "select pg_reload_conf()");
        Await.until(
                Await.PATIENCE,
                // This backend is told by the postmaster, as all processes are.
                () -> !String.valueOf(Sql.text(connection, LOADED)).equals(before),
                () -> node + " does not read its configuration again");
    }
}
