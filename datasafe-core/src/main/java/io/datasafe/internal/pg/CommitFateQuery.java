package io.datasafe.internal.pg;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Asks a server for the outcome of a transaction. {@code pg_xact_status} alone gives wrong answers in three cases, all
 * of them reproduced:
 *
 * <ul>
 * <li>A transaction in progress can still commit when its delayed COMMIT arrives. {@link #fence} terminates its session
 *     first.
 * <li>After a failover to a replica that missed the transaction, its id belongs to another transaction. The timeline
 *     shows the failover.
 * <li>After a crash that lost the WAL of the transaction, its id belongs to another transaction too. Crash recovery
 *     resets all statistics at one moment, which shows that there was a crash. It ends with a checkpoint, which records
 *     the first id that was assigned again.
 * </ul>
 */
public final class CommitFateQuery {
    private static final int CHECKPOINTER_STATISTICS_SINCE = 17;

    private static final String ID_IN_THE_FUTURE = "22023";

    /**
     * Tells whether crash recovery reset the statistics, and not a user: a user resets them one after the other. A
     * checkpoint has a time in whole seconds, taken from a clock that lags by some milliseconds.
     */
    private static final String RECOVERED = """
            (c.checkpoint_time >= date_trunc('second', pg_stat_get_bgwriter_stat_reset_time() - interval '50 milliseconds') \
            AND (SELECT stats_reset = pg_stat_get_bgwriter_stat_reset_time() FROM pg_stat_archiver) \
            AND (SELECT stats_reset = pg_stat_get_bgwriter_stat_reset_time() FROM pg_stat_wal))""";

    private static final String BEFORE_CHECKPOINTS =
            """
            SELECT s.system_identifier, w.file, \
            CASE WHEN s.system_identifier = ?::bigint AND left(w.file, 8) = ?::text THEN pg_xact_status(?::xid8) END AS status, \
            split_part(c.next_xid, ':', 1)::numeric * 4294967296 + split_part(c.next_xid, ':', 2)::numeric <= ?::numeric AS anew, \
            """ + RECOVERED + """
             AS recovered, \
            """ + TransactionIdentity.CRASH_EPOCH + " AS epoch, ";

    private static final String AFTER_CHECKPOINTS = """
             AS first_checkpoint FROM pg_control_system() s, pg_control_checkpoint() c, \
            (SELECT CASE WHEN NOT pg_is_in_recovery() THEN pg_walfile_name(pg_current_wal_insert_lsn()) END AS file) w""";

    private static final String ONE_CHECKPOINT_15 =
            "(SELECT checkpoints_timed + checkpoints_req <= 1 FROM pg_stat_bgwriter)";
    private static final String ONE_CHECKPOINT_17 = "(SELECT num_timed + num_requested <= 1 AND stats_reset ="
            + " pg_stat_get_bgwriter_stat_reset_time() FROM pg_stat_checkpointer)";

    private static final String WAIT_EVENT =
            "SELECT wait_event FROM pg_stat_activity WHERE backend_xid = ?::xid8::xid AND wait_event = 'SyncRep'";

    /** With the timeout argument, the function waits for the session to end. */
    private static final String FENCE =
            "SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity WHERE backend_xid = ?::xid8::xid";

    private CommitFateQuery() {}

    /**
     * Asks once, in one query. A second query follows if the transaction is in progress.
     *
     * @param connection a connection to the server to ask, in autocommit mode
     * @param identity the transaction
     * @return the outcome
     * @throws SQLException if the query fails
     */
    public static CommitFate ask(Connection connection, TransactionIdentity identity) throws SQLException {
        String xid = Long.toUnsignedString(identity.xid());
        boolean seventeen = connection.getMetaData().getDatabaseMajorVersion() >= CHECKPOINTER_STATISTICS_SINCE;
        String sql = BEFORE_CHECKPOINTS + (seventeen ? ONE_CHECKPOINT_17 : ONE_CHECKPOINT_15) + AFTER_CHECKPOINTS;
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, identity.systemIdentifier());
            query.setString(2, "%08X".formatted(identity.timeline()));
            query.setString(3, xid);
            query.setString(4, xid);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return judge(row, identity, connection);
            }
        } catch (SQLException e) {
            if (ID_IN_THE_FUTURE.equals(e.getSQLState())) {
                // Only raised on the right cluster and timeline: a crash lost the transaction and its id.
                return CommitFate.ROLLED_BACK;
            }
            throw e;
        }
    }

    private static CommitFate judge(ResultSet row, TransactionIdentity identity, Connection connection)
            throws SQLException {
        String walFile = row.getString("file");
        if (walFile == null || row.getLong("system_identifier") != identity.systemIdentifier()) {
            // A standby writes no WAL and knows less than its primary.
            return CommitFate.UNKNOWN;
        }
        int timeline = TransactionIdentity.timeline(walFile);
        if (timeline != identity.timeline()) {
            return timeline > identity.timeline() ? CommitFate.FAILED_OVER : CommitFate.UNKNOWN;
        }
        String status = row.getString("status");
        boolean sameEpoch = row.getLong("epoch") == identity.crashEpoch();
        if (Objects.equals(status, "aborted")) {
            // Even if the id now belongs to another transaction, that can only be because ours is lost.
            return CommitFate.ROLLED_BACK;
        }
        if (!sameEpoch) {
            return afterCrash(row, status);
        }
        if (Objects.equals(status, "in progress")) {
            return isWaiting(connection, identity) ? CommitFate.WAITING : CommitFate.OPEN;
        }
        return Objects.equals(status, "committed") ? CommitFate.COMMITTED : CommitFate.UNKNOWN;
    }

    private static CommitFate afterCrash(ResultSet row, @Nullable String status) throws SQLException {
        boolean recovered = row.getBoolean("recovered");
        if (recovered && row.getBoolean("anew")) {
            return CommitFate.ROLLED_BACK;
        }
        boolean known = recovered && row.getBoolean("first_checkpoint") && Objects.equals(status, "committed");
        return known ? CommitFate.COMMITTED : CommitFate.UNKNOWN;
    }

    private static boolean isWaiting(Connection connection, TransactionIdentity identity) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(WAIT_EVENT)) {
            query.setString(1, Long.toUnsignedString(identity.xid()));
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    /**
     * Terminates the session that runs the transaction, so that the transaction cannot commit any more, unless it
     * already has. Needs no backend pid, so it works behind PgBouncer. A role may terminate its own sessions, and with
     * {@code pg_signal_backend} those of other roles.
     *
     * @param connection a connection to the same server, in autocommit mode
     * @param identity the transaction, which {@link #ask} reported as open or waiting
     * @throws SQLException if the query fails, or the role lacks the privilege
     */
    public static void fence(Connection connection, TransactionIdentity identity) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(FENCE)) {
            query.setString(1, Long.toUnsignedString(identity.xid()));
            query.execute();
        }
    }
}
