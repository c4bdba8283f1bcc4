package io.datasafe.examples.quickstart.server;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The facts about a server that the run needs before it does anything on it. */
record ServerFacts(
        String version, int number, boolean standby, boolean encrypted, String deadlockTimeout, boolean mayShortenIt) {
    private static final int OLDEST = 150_000;

    static ServerFacts of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select current_setting('server_version'), current_setting('server_version_num')::int, pg_is_in_recovery(),
                            exists (select from pg_stat_ssl where pid = pg_backend_pid() and ssl)
                            or exists (select from pg_stat_gssapi where pid = pg_backend_pid() and encrypted),
                            current_setting('deadlock_timeout'), has_parameter_privilege('deadlock_timeout', 'set')""")) {
            row.next();
            return new ServerFacts(
                    row.getString(1),
                    row.getInt(2),
                    row.getBoolean(3),
                    row.getBoolean(4),
                    row.getString(5),
                    row.getBoolean(6));
        }
    }

    void check() {
        if (number < OLDEST) {
            throw new ServerException(
                    "The server is PostgreSQL " + version + ", must be 15 or newer: name a newer one in --url.", null);
        }
        if (standby) {
            throw new ServerException("The server is a standby and takes no writes: name its primary in --url.", null);
        }
    }
}
