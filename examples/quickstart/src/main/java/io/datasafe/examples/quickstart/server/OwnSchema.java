package io.datasafe.examples.quickstart.server;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ThreadLocalRandom;
import org.postgresql.ds.PGSimpleDataSource;

/** A schema on the user's server that this run creates and drops. The run touches nothing else there. */
record OwnSchema(String name, PGSimpleDataSource server) {
    private static final int SUFFIX_RANGE = 36 * 36 * 36 * 36;

    static OwnSchema create(Connection connection, PGSimpleDataSource server) throws SQLException {
        String suffix = Integer.toString(ThreadLocalRandom.current().nextInt(SUFFIX_RANGE), Character.MAX_RADIX);
        OwnSchema schema = new OwnSchema("datasafe_quickstart_" + suffix, server);
        try (Statement statement = connection.createStatement()) {
            statement.execute("create schema " + schema.name);
        }
        return schema;
    }

    void drop() {
        try (Connection connection = server.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set client_min_messages = warning");
            statement.execute("set lock_timeout = '10s'");
            statement.execute("drop schema if exists " + name + " cascade");
        } catch (SQLException e) {
            throw new ServerException(
                    "The schema " + name + " could not be dropped (SQLSTATE " + e.getSQLState() + "): do it with: "
                            + dropCommand(),
                    e);
        }
    }

    String dropCommand() {
        return "drop schema " + name + " cascade;";
    }
}
