package io.datasafe.benchmarks.server;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Counts the pages of a table and its indexes that the server looks at while something runs, before anything is
 * measured.
 *
 * @since 0.1
 */
public final class BufferCount {
    private static volatile long last = -1;

    private BufferCount() {}

    /** What was counted for this fork's trial; -1 if nothing was. */
    static long last() {
        return last;
    }

    /**
     * Counts.
     *
     * @param connection what the work reads through: a server process publishes its counts when it is asked to
     * @param table the table
     * @param work what to do once
     * @throws SQLException if the server refuses
     */
    public static void count(Connection connection, String table, Runnable work) throws SQLException {
        long before = buffers(connection, table);
        work.run();
        last = buffers(connection, table) - before;
    }

    private static long buffers(Connection connection, String table) throws SQLException {
        try (Statement flush = connection.createStatement()) {
            flush.execute("select pg_stat_force_next_flush()");
        }
        try (PreparedStatement select =
                connection.prepareStatement("select heap_blks_hit + heap_blks_read + idx_blks_hit + idx_blks_read"
                        + " from pg_statio_user_tables where relname = ?")) {
            select.setString(1, table);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
