package io.datasafe.tx;

import io.datasafe.internal.sql.SqlIdentifier;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * The table of {@link Transactions#once}: one row, a marker, for each thing that was done, with its result.
 *
 * @since 0.1
 */
public final class OnceTable {
    private static final String DEFAULT_NAME = "datasafe_once";

    private OnceTable() {}

    /** {@return the SQL that makes the table {@code datasafe_once}, if it is not there} */
    public static String ddl() {
        return ddl(DEFAULT_NAME);
    }

    /**
     * Gives the SQL that makes the table, if it is not there: for your migrations. The role that runs the transactions
     * needs {@code SELECT}, {@code INSERT} and {@code UPDATE} on it, and {@code DELETE} to {@link #prune}.
     *
     * @param table the name, as for {@link TransactionsBuilder#onceTable}; the index's name ends with a hash where it
     *     would be longer than 63 bytes
     * @return two statements, {@code CREATE TABLE} and {@code CREATE INDEX}
     * @throws IllegalArgumentException if it is not a name of a table
     */
    public static String ddl(String table) {
        SqlIdentifier name = SqlIdentifier.parse("table", table, 2);
        String index = name.withoutSchema().derived("_created_at").quoted();
        return """
                CREATE TABLE IF NOT EXISTS %1$s (
                    scope text NOT NULL,
                    key text NOT NULL,
                    result_type text,
                    result text,
                    created_at timestamptz NOT NULL DEFAULT now(),
                    PRIMARY KEY (scope, key)
                );
                CREATE INDEX IF NOT EXISTS %2$s ON %1$s (created_at);
                """.formatted(name.quoted(), index);
    }

    /**
     * Deletes old markers. What they stood for can be done again from then on, so keep them for longer than anybody may
     * still repeat a request. Sends one {@code DELETE} that commits by itself; call it again while it returns {@code
     * limit}.
     *
     * @param dataSource where the table is; its connections commit by themselves (autocommit), or the deletion is
     *     committed here
     * @param table the name of the table
     * @param olderThan the age by the server's clock; 1 minute or more
     * @param limit how many to delete at the most; 1 or more
     * @return how many were deleted
     * @throws IllegalArgumentException outside these ranges
     * @throws SQLException if the table is missing, or may not be deleted from
     */
    public static int prune(DataSource dataSource, String table, Duration olderThan, int limit) throws SQLException {
        String name = SqlIdentifier.parse("table", table, 2).quoted();
        if (olderThan.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("olderThan is " + olderThan + ", must be 1 minute or more");
        }
        if (limit < 1) {
            throw new IllegalArgumentException("limit is " + limit + ", must be 1 or more");
        }
        String sql = "DELETE FROM " + name + " WHERE (scope, key) IN (SELECT scope, key FROM " + name
                + " WHERE created_at < now() - ? * interval '1 second' ORDER BY created_at LIMIT ?)";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setLong(1, olderThan.toSeconds());
            delete.setInt(2, limit);
            int deleted = delete.executeUpdate();
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
            return deleted;
        }
    }
}
