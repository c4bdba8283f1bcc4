package io.datasafe.test.cluster;

import java.sql.Connection;
import java.sql.SQLException;

/** Makes a server read its configuration again, and waits until it has done so. */
final class Reload {
    private static final String LOADED = "select pg_conf_load_time()::text";

    private Reload() {}

    static void of(Connection connection, String node) throws SQLException {
        String before = Sql.text(connection, LOADED);
        Sql.text(connection, "select pg_reload_conf()");
        Await.until(
                Await.PATIENCE,
                // The postmaster tells this backend, as it tells all processes.
                () -> !String.valueOf(Sql.text(connection, LOADED)).equals(before),
                () -> node + " has not read its configuration again");
    }
}
