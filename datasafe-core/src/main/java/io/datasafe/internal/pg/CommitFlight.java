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
 * The result of a COMMIT, and the ways to send one. The full commit flight is one network round trip: it reads the
 * transaction's id before COMMIT and the log position after it. The other forms send less, for callers that need less.
 *
 * <p>In a transaction that has failed silently, the first query fails with 25P02, so COMMIT never turns into an
 * unnoticed ROLLBACK.
 *
 * @param xid the 64-bit transaction id; null if the transaction wrote nothing
 * @param position a log position at or after the commit record, which a replica can reach; null on a standby, or if not
 *     asked for
 * @param degraded whether the wait for synchronous standbys was cancelled: committed on this server, perhaps on no
 *     other
 */
public record CommitFlight(@Nullable Long xid, @Nullable LogPosition position, boolean degraded) {
    /**
     * Reads the insert position. The write and flush positions would lie before the commit record with
     * {@code synchronous_commit = off}. It is read after COMMIT, because a replica may pass an earlier position while
     * the rows are still invisible.
     */
    private static final String POSITION = """
            ; SELECT p.lsn - '0/0'::pg_lsn, w.file_name, w.file_offset, current_setting('wal_block_size')::int \
            FROM (SELECT CASE WHEN pg_is_in_recovery() THEN NULL ELSE pg_current_wal_insert_lsn() END AS lsn) p, \
            pg_walfile_name_offset(p.lsn) w""";

    private static final String XID = "SELECT pg_current_xact_id_if_assigned()::text; ";
    private static final String COMMIT = "COMMIT";

    /** The commit flight with id and position, and without further statements. */
    public static final String SQL = XID + COMMIT + POSITION;

    private static final String CHECKED = "SELECT 1; COMMIT";

    /** Committed; nothing more is known. */
    public static final CommitFlight NO_REPORT = new CommitFlight(null, null, false);

    /** Committed on the primary, perhaps on no other server. */
    public static final CommitFlight DEGRADED = new CommitFlight(null, null, true);

    private static final int LONG_PAGE_HEADER = 40;
    private static final int SHORT_PAGE_HEADER = 24;

    /**
     * Commits, and reads id and position. Sends {@link #SQL}, with the given statements before COMMIT, in one round
     * trip.
     *
     * @param connection a connection with an open transaction
     * @param extraStatements the statements to send right before COMMIT
     * @return id, position, and whether the commit is degraded
     * @throws SQLException if the transaction had already failed (25P02), one of the statements or COMMIT failed, or
     *     the reply was lost
     */
    public static CommitFlight commit(Connection connection, List<CommitStatement> extraStatements)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(XID + sql(extraStatements) + COMMIT + POSITION)) {
            bind(statement, extraStatements);
            statement.execute();
            Long xid = xid(statement);
            for (int skipped = 0; skipped <= extraStatements.size(); skipped++) {
                statement.getMoreResults();
            }
            statement.getMoreResults();
            return new CommitFlight(xid, position(statement), isDegraded(statement.getWarnings()));
        }
    }

    /**
     * Commits with the given statements before COMMIT, in one round trip, and reads neither id nor position.
     *
     * @param connection a connection with an open transaction
     * @param extraStatements the statements to send right before COMMIT; at least one
     * @return a result without id and position
     * @throws SQLException if the transaction had already failed (25P02), one of the statements or COMMIT failed, or
     *     the reply was lost
     */
    public static CommitFlight commitWith(Connection connection, List<CommitStatement> extraStatements)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql(extraStatements) + COMMIT)) {
            bind(statement, extraStatements);
            statement.execute();
            return noReport(statement.getWarnings());
        }
    }

    /**
     * Commits with a {@code SELECT 1} before COMMIT, in one round trip, and reads neither id nor position. No statement
     * after COMMIT can fail.
     *
     * @param connection a connection with an open transaction
     * @return a result without id and position
     * @throws SQLException if the transaction had already failed (25P02), COMMIT failed, or its reply was lost
     */
    public static CommitFlight commitChecked(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(CHECKED);
            return noReport(statement.getWarnings());
        }
    }

    /**
     * Commits through the driver, without any query. In a transaction that has failed, the server would roll back and
     * the driver would not report it.
     *
     * @param connection a connection with an open transaction that is known not to have failed
     * @return a result without id and position
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

    private static String sql(List<CommitStatement> extraStatements) {
        StringBuilder sql = new StringBuilder();
        for (CommitStatement extra : extraStatements) {
            sql.append(extra.sql()).append("; ");
        }
        return sql.toString();
    }

    private static void bind(PreparedStatement statement, List<CommitStatement> extraStatements) throws SQLException {
        int parameter = 1;
        for (CommitStatement extra : extraStatements) {
            for (Object value : extra.values()) {
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
     * Corrects a position to one that a replica reaches. The insert position may lie after the header of a page that
     * holds no record yet. A replica stops before that header until the next record arrives.
     */
    static long reachable(long lsn, int offsetInSegment, int pageSize) {
        if (offsetInSegment == LONG_PAGE_HEADER) {
            return lsn - LONG_PAGE_HEADER;
        }
        return offsetInSegment % pageSize == SHORT_PAGE_HEADER ? lsn - SHORT_PAGE_HEADER : lsn;
    }
}
