package io.datasafe.test.cluster;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Runs single statements on their own connections, for the operations of nodes. */
final class Sql {
    private Sql() {}

    /** Work that needs a connection. */
    @FunctionalInterface
    interface Work<T extends @Nullable Object> {
        T on(Connection connection) throws SQLException;
    }

    static <T extends @Nullable Object> T with(PostgresNode node, String purpose, Work<T> work) {
        try (Connection connection = node.connect()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new ClusterException(
                    purpose + " failed on " + node + ": " + firstLine(e) + " [" + e.getSQLState() + "]", e);
        }
    }

    // The following lines hold the server's detail, with values of rows.
    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** {@return the first column of the first row; null if there is no row} */
    static @Nullable String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    static boolean yes(Connection connection, String sql) throws SQLException {
        return "t".equals(text(connection, sql));
    }
}
