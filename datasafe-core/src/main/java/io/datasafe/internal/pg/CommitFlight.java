package io.datasafe.internal.pg;

import io.datasafe.LogPosition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * COMMIT in one network flight with two questions, one on each side of it: the transaction's id before, the log position after. Or with
 * fewer, for who asks less.
 *
 * <p>In a transaction that has failed silently the first question fails with 25P02, so COMMIT never turns into a ROLLBACK unnoticed.
 *
 * @param xid the 64-bit transaction id; null if the transaction wrote nothing
 * @param position a position at or after the commit record, at which a replica can arrive; null on a standby, or if not asked for
 * @param degraded whether the wait for synchronous standbys was cancelled: committed here, perhaps nowhere else
 */
public record CommitFlight(@Nullable Long xid, @Nullable LogPosition position, boolean degraded) {
    /**
     * The insert position, not the write or flush position: with {@code synchronous_commit = off} those lie before the commit record.
     * Read after COMMIT: before it, a replica may pass the position while the rows are still invisible.
     */
    private static final String POSITION = """
            ; SELECT p.lsn - '0/0'::pg_lsn, w.file_name, w.file_offset, current_setting('wal_block_size')::int \
            FROM (SELECT CASE WHEN pg_is_in_recovery() THEN NULL ELSE pg_current_wal_insert_lsn() END AS lsn) p, \
            pg_walfile_name_offset(p.lsn) w""";

    private static final String XID = "SELECT pg_current_xact_id_if_assigned()::text; ";
    private static final String COMMIT = "COMMIT";

    /** The flight of who asks for id and position and sends nothing else. */
    public static final String SQL = XID + COMMIT + POSITION;

    private static final String CHECKED = "SELECT 1; COMMIT";

    /** Committed, and nothing more is known. */
    public static final CommitFlight NO_REPORT = new CommitFlight(null, null, false);

    /** Committed on the primary, perhaps nowhere else. */
    public static final CommitFlight DEGRADED = new CommitFlight(null, null, true);

    private static final int LONG_PAGE_HEADER = 40;
    private static final int SHORT_PAGE_HEADER = 24;

    /**
     * Commits, and reports.
     *
     * @param connection a connection with an open transaction
     * @param riders what is to be done right before COMMIT
     * @return what the replies carried
     * @throws SQLException if the transaction had failed before (25P02), or a rider or COMMIT failed, or the reply was lost
     */
    public static CommitFlight commit(Connection connection, List<CommitStatement> riders) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(XID + sql(riders) + COMMIT + POSITION)) {
            bind(statement, riders);
            statement.execute();
            Long xid = xid(statement);
            for (int skipped = 0; skipped <= riders.size(); skipped++) {
                statement.getMoreResults();
            }
            statement.getMoreResults();
            return new CommitFlight(xid, position(statement), isDegraded(statement.getWarnings()));
        }
    }

    /**
     * Commits with riders and asks for nothing.
     *
     * @param connection a connection with an open transaction
     * @param riders what is to be done right before COMMIT; at least one
     * @return an empty report
     * @throws SQLException if the transaction had failed before (25P02), or a rider or COMMIT failed, or the reply was lost
     */
    public static CommitFlight commitWith(Connection connection, List<CommitStatement> riders) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql(riders) + COMMIT)) {
            bind(statement, riders);
            statement.execute();
            return noReport(statement.getWarnings());
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
            return noReport(statement.getWarnings());
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
        return noReport(connection.getWarnings());
    }

    private static CommitFlight noReport(@Nullable SQLWarning warning) {
        return isDegraded(warning) ? DEGRADED : NO_REPORT;
    }

    private static boolean isDegraded(@Nullable SQLWarning warning) {
        for (SQLWarning each = warning; each != null; each = each.getNextWarning()) {
            if (DriverState.isOfSynchronousWait(each)) {
                return true;
            }
        }
        return false;
    }

    private static String sql(List<CommitStatement> riders) {
        StringBuilder sql = new StringBuilder();
        for (CommitStatement rider : riders) {
            sql.append(rider.sql()).append("; ");
        }
        return sql.toString();
    }

    private static void bind(PreparedStatement statement, List<CommitStatement> riders) throws SQLException {
        int parameter = 1;
        for (CommitStatement rider : riders) {
            for (Object value : rider.values()) {
                if (value instanceof String[] array) {
                    statement.setArray(parameter++, statement.getConnection().createArrayOf("text", array));
                } else {
                    statement.setString(parameter++, (String) value);
                }
            }
        }
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
