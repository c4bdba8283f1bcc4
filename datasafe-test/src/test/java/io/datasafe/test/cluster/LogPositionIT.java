package io.datasafe.test.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class LogPositionIT {
    private static final String OFFSET = "select (pg_current_wal_insert_lsn() - '0/0'::pg_lsn) % 8192";

    @Test
    void isReachedByReplayAlsoRightAfterAFullSegment() throws SQLException {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder()
                        .replicas(1)
                        .setting("checkpoint_timeout", "1h")
                        .setting("autovacuum", "off")
                        .setting("bgwriter_delay", "10s")
                        .start();
                Connection connection = cluster.primary().dataSource().getConnection()) {
            // Unless some background process writes at just that moment, the next position is behind a page header.
            Await.until(
                    Await.PATIENCE,
                    () -> {
                        Sql.text(connection, "select pg_switch_wal()");
                        return "40".equals(Sql.text(connection, OFFSET));
                    },
                    () -> "never behind a header");
            assertThat(WalPosition.writtenBy(cluster.primary()).lsn()).endsWith("000000");
            cluster.awaitReplay();
        }
    }
}
