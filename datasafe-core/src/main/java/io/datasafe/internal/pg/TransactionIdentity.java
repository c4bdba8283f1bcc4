package io.datasafe.internal.pg;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Identifies one transaction among all that a cluster ever runs. The 64-bit id alone is not enough: another transaction
 * gets the same id after a failover to a replica that missed the transaction, and after a crash before its first WAL
 * record was flushed.
 *
 * @param systemIdentifier the identifier of the cluster, created by initdb
 * @param timeline the timeline, which changes with each promotion
 * @param crashEpoch the time of the last reset of the cumulative statistics, in microseconds since 1970. Crash recovery
 *     resets them; a clean restart does not
 * @param xid the 64-bit transaction id
 */
public record TransactionIdentity(long systemIdentifier, int timeline, long crashEpoch, long xid) {
    static final String CRASH_EPOCH = "(extract(epoch FROM pg_stat_get_bgwriter_stat_reset_time()) * 1000000)::bigint";

    /**
     * The select list that {@link #read} reads. The first two columns are NULL on a standby, where a transaction has no
     * id and nothing to lose.
     */
    public static final String COLUMNS = "CASE WHEN pg_is_in_recovery() THEN NULL ELSE pg_current_xact_id()::text END,"
            + " CASE WHEN pg_is_in_recovery() THEN NULL ELSE pg_walfile_name(pg_current_wal_insert_lsn()) END,"
            + " (SELECT system_identifier FROM pg_control_system()), " + CRASH_EPOCH;

    /**
     * Reads {@link #COLUMNS} from a row.
     *
     * @param row the result set, positioned on the row
     * @param first the index of the first column
     * @return the identity, or null on a standby
     * @throws SQLException if the columns cannot be read
     */
    public static @Nullable TransactionIdentity read(ResultSet row, int first) throws SQLException {
        String xid = row.getString(first);
        String walFile = row.getString(first + 1);
        if (xid == null || walFile == null) {
            return null;
        }
        return new TransactionIdentity(
                row.getLong(first + 2), timeline(walFile), row.getLong(first + 3), Long.parseUnsignedLong(xid));
    }

    static int timeline(String walFile) {
        return Integer.parseUnsignedInt(walFile.substring(0, 8), 16);
    }
}
