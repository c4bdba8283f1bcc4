package io.datasafe.test.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class PromotionIT {
    @Test
    void promotionLeavesTheOldPrimaryAliveAndOthersCanFollow() throws SQLException {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder().replicas(2).start();
                Database database = cluster.freshDatabase()) {
            run(database.dataSource(), "create table t (who text)");
            cluster.awaitReplay();
            Replica promoted = cluster.replica(0);
            Replica other = cluster.replica(1);
            assertThatThrownBy(() -> cluster.follow(promoted))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("promote() it first");

            promoted.promote();

            assertThat(promoted.isPromoted()).isTrue();
            assertThat(cluster.primary().name()).isEqualTo("primary");
            run(database.dataSource(), "insert into t values ('old')");
            run(database.dataSource(promoted), "insert into t values ('new')");
            other.awaitReplay();
            assertThat(who(database.dataSource(other))).isEqualTo("old");
            assertThat(who(database.dataSource(promoted))).isEqualTo("new");
            assertThatThrownBy(promoted::pauseReplay)
                    .isInstanceOf(ClusterException.class)
                    .hasMessageContaining("replica-1 is promoted");
        }
    }

    @Test
    void theOtherReplicaFollowsThePromotedOneOntoItsTimeline() throws SQLException {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder().replicas(2).start()) {
            Replica promoted = cluster.replica(0);
            Replica other = cluster.replica(1);
            cluster.awaitReplay();
            cluster.primary().kill();
            promoted.promote();
            cluster.follow(promoted);
            try (Database database = cluster.freshDatabase()) {
                run(database.dataSource(), "create table t as select 'new' as who");
                cluster.awaitReplay();
                assertThat(database.jdbcUrl()).isEqualTo(database.jdbcUrl(promoted));
                assertThat(who(database.dataSource(other))).isEqualTo("new");
            }
        }
    }

    @Test
    void aReplicaWithPausedReplayCanBePromoted() {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder().replicas(1).start()) {
            cluster.replica(0).pauseReplay();
            cluster.replica(0).promote();
            assertThat(Sql.<String>with(cluster.replica(0), "asking", c -> Sql.text(c, "select pg_is_in_recovery()")))
                    .isEqualTo("f");
        }
    }

    private static void run(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection()) {
            Sql.run(connection, sql);
        }
    }

    private static String who(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return Sql.text(connection, "select string_agg(who, ',') from t");
        }
    }
}
