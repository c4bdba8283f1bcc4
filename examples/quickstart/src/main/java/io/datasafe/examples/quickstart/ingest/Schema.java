package io.datasafe.examples.quickstart.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** The tables, in {@code schema.sql}. */
final class Schema {
    private static final String DROP =
            "drop table if exists pom, depends, group_statistics, dependency, version_licence,"
                    + " licence, version, artifact";

    private Schema() {}

    /** Drops the tables and creates them again, empty. */
    static void create(DataSource dataSource) throws SQLException, IOException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set client_min_messages = warning");
            statement.execute(DROP);
            statement.execute(script());
            statement.execute("reset client_min_messages");
        }
    }

    private static String script() throws IOException {
        try (InputStream in = Schema.class.getResourceAsStream("schema.sql")) {
            if (in == null) {
                throw new IOException("schema.sql is not in the jar: build it again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
