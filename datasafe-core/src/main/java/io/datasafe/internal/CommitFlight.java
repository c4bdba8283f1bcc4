package io.datasafe.internal;

import io.datasafe.LogPosition;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * COMMIT in one network flight with two questions, one on each side of it: the transaction's id before, the log position after. Or with
 * fewer, for who asks less.
 *
 * <p>In a transaction that has failed silently the first question fails with 25P02, so COMMIT never turns into a ROLLBACK unnoticed.
 *
 * @param xid the 64-bit transaction id; null if the transaction wrote nothing
 * @param position a position at or after the commit record, at which a replica can arrive; null on a standby
 */
public record CommitFlight(@Nullable Long xid, @Nullable LogPosition position) {
    /**
     * The insert position, not the write or flush position: with {@code synchronous_commit = off} those lie before the commit record.
     * Read after COMMIT: before it, a replica may pass the position while the rows are still invisible.
     */
    public static final String SQL = """
            SELECT pg_current_xact_id_if_assigned()::text; \
            COMMIT; \
            SELECT p.lsn - '0/0'::pg_lsn, w.file_name, w.file_offset, current_setting('wal_block_size')::int \
            FROM (SELECT CASE WHEN pg_is_in_recovery() THEN NULL ELSE pg_current_wal_insert_lsn() END AS lsn) p, \
            pg_walfile_name_offset(p.lsn) w""";

    private static final String CHECKED = "SELECT 1; COMMIT";
    private static final CommitFlight NO_REPORT = new CommitFlight(null, null);

    private static final int LONG_PAGE_HEADER = 40;
    private static final int SHORT_PAGE_HEADER = 24;

    /**
     * Commits.
     *
     * @param connection a connection with an open transaction
     * @return what the replies carried
     * @throws SQLException if the transaction had failed before (25P02), or COMMIT failed, or its reply was lost
     */
    public static CommitFlight commit(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(SQL);
            Long xid = xid(statement);
            statement.getMoreResults();
            statement.getMoreResults();
            return new CommitFlight(xid, position(statement));
        }
    }

    /**
     * Commits with a question before it only, for who wants no report: nothing behind COMMIT can fail.
     *
     * @param connection a connection with an open transaction
     * @return an empty report
     * @throws SQLException if the transaction had failed before (25P02), or COMMIT failed, or its reply was lost
     */
    public static CommitFlight commitChecked(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(CHECKED);
            return NO_REPORT;
        }
    }

    /**
     * Commits and asks for nothing. In a transaction that has failed, the server rolls back and the driver does not say so.
     *
     * @param connection a connection with an open transaction that is known not to have failed
     * @return an empty report
     * @throws SQLException if COMMIT failed, or its reply was lost
     */
    public static CommitFlight commitPlainly(Connection connection) throws SQLException {
        connection.commit();
        return NO_REPORT;
    }

    private static @Nullable Long xid(Statement statement) throws SQLException {
        try (ResultSet row = statement.getResultSet()) {
            row.next();
            String xid = row.getString(1);
            return xid == null ? null : Long.parseUnsignedLong(xid);
        }
    }

    private static @Nullable LogPosition position(Statement statement) throws SQLException {
        try (ResultSet row = statement.getResultSet()) {
            row.next();
            String file = row.getString(2);
            if (file == null) {
                return null;
            }
            long lsn = row.getBigDecimal(1).toBigInteger().longValue();
            int timeline = Integer.parseUnsignedInt(file.substring(0, 8), 16);
            return new LogPosition(timeline, reachable(lsn, row.getInt(3), row.getInt(4)));
        }
    }

    /**
     * The insert position may lie behind the header of a page that holds no record yet; a replica stops before that header, until the next
     * record comes. Goes back to where it stops.
     */
    static long reachable(long lsn, int offsetInSegment, int pageSize) {
        if (offsetInSegment == LONG_PAGE_HEADER) {
            return lsn - LONG_PAGE_HEADER;
        }
        return offsetInSegment % pageSize == SHORT_PAGE_HEADER ? lsn - SHORT_PAGE_HEADER : lsn;
    }
}
