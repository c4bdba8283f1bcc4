package io.datasafe.test.cluster;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A position in the write-ahead log.
 *
 * @param lsn the position as PostgreSQL writes it
 */
record WalPosition(String lsn) {
    // When a page is full, the insert position points behind the header of the next page. No record ends there, and
    // nothing is written there until a record follows, so a replica never replays that far.
    private static final String WRITTEN = """
            select (case p - '0/0'::pg_lsn - floor((p - '0/0'::pg_lsn) / 8192) * 8192
                    when 24 then p - 24::numeric
                    when 40 then p - 40::numeric
                    else p end)::text
            from pg_current_wal_insert_lsn() as p
            """;

    static WalPosition writtenBy(PostgresNode node) {
        return Sql.with(node, "reading the log position", connection -> {
            String lsn = Sql.text(connection, WRITTEN);
            if (lsn == null) {
                throw new ClusterException(node + " gave no log position");
            }
            return new WalPosition(lsn);
        });
    }

    boolean isReplayedOn(Connection standby) throws SQLException {
        return Sql.yes(standby, "select pg_last_wal_replay_lsn() >= '" + lsn + "'");
    }

    static String stateOf(Connection standby) {
        try {
            return "" + Sql.text(standby, """
                    select format('replay %s at %s, receiver %s, apply delay %s', pg_get_wal_replay_pause_state(),
                        pg_last_wal_replay_lsn(), coalesce((select status from pg_stat_wal_receiver), 'none'),
                        current_setting('recovery_min_apply_delay'))
                    """);
        } catch (SQLException e) {
            return "unknown, because the query failed: " + e.getMessage();
        }
    }

    @Override
    public String toString() {
        return lsn;
    }
}
