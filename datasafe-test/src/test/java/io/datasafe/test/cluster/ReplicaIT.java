package io.datasafe.test.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplicaIT {
    private static EmbeddedCluster cluster;
    private static Replica replica;
    private static Database database;

    @BeforeAll
    static void startCluster() {
        cluster = EmbeddedCluster.builder().replicas(1).start();
        replica = cluster.replica(0);
        database = cluster.freshDatabase();
    }

    @AfterAll
    static void closeCluster() {
        cluster.close();
    }

    @BeforeEach
    void emptyTable() throws SQLException {
        onPrimary("drop table if exists t; create table t (n int)");
        cluster.awaitReplay();
    }

    @Test
    void aReplicaWhoseReplayIsPausedAnswersFromThePast() throws SQLException {
        replica.pauseReplay();
        replica.pauseReplay();
        onPrimary("insert into t values (1)");
        awaitReceived();
        assertThat(rowsOnReplica()).isZero();
        assertThatThrownBy(() -> replica.awaitReplay(Duration.ofMillis(50)))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("replay paused");
        replica.resumeReplay();
        cluster.awaitReplay();
        assertThat(rowsOnReplica()).isOne();
    }

    @Test
    void awaitReplayLetsAnotherThreadResumeIt() throws Exception {
        replica.pauseReplay();
        onPrimary("insert into t values (1)");
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(replica::awaitReplay);
        Await.until(
                Await.PATIENCE,
                () -> "1"
                        .equals(onReplica("select count(*) from pg_stat_activity"
                                + " where query like '%last_wal_replay_lsn() >=%' and pid <> pg_backend_pid()")),
                () -> "nobody waits");
        replica.resumeReplay();
        waiting.get(30, TimeUnit.SECONDS);
        assertThat(rowsOnReplica()).isOne();
    }

    @Test
    void anApplyDelayHoldsBackCommitsUntilItIsTakenAway() throws SQLException {
        replica.applyDelay(Duration.ofHours(1));
        onPrimary("insert into t values (1)");
        awaitReceived();
        assertThat(rowsOnReplica()).isZero();
        replica.applyDelay(Duration.ZERO);
        cluster.awaitReplay();
        assertThat(rowsOnReplica()).isOne();
        assertThatThrownBy(() -> replica.applyDelay(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aReplicaThatIsCutOffReceivesNothingUntilRestored() throws SQLException {
        replica.cutReplication();
        String received = onReplica("select pg_last_wal_receive_lsn()");
        onPrimary("insert into t values (1)");
        assertThat(onPrimary("select count(*) from pg_stat_replication")).isEqualTo("0");
        assertThat(onReplica("select pg_last_wal_receive_lsn()")).isEqualTo(received);
        assertThat(rowsOnReplica()).isZero();
        replica.restoreReplication();
        cluster.awaitReplay();
        assertThat(rowsOnReplica()).isOne();
    }

    @Test
    void cuttingAlsoWorksWhileReplayIsPaused() throws SQLException {
        replica.pauseReplay();
        replica.cutReplication();
        onPrimary("insert into t values (1)");
        replica.resumeReplay();
        assertThat(onReplica("select count(*) from pg_stat_wal_receiver")).isEqualTo("0");
        assertThat(rowsOnReplica()).isZero();
        replica.restoreReplication();
        cluster.awaitReplay();
        assertThat(rowsOnReplica()).isOne();
    }

    @Test
    void aKilledReplicaCatchesUpAfterItsStart() throws SQLException {
        replica.kill();
        onPrimary("insert into t values (1)");
        replica.start();
        cluster.awaitReplay();
        assertThat(rowsOnReplica()).isOne();
    }

    @Test
    void aReplicaFollowsItsPrimaryThroughARestart() throws SQLException {
        cluster.primary().kill();
        cluster.primary().start();
        onPrimary("insert into t values (1)");
        cluster.awaitReplay();
        assertThat(rowsOnReplica()).isOne();
    }

    @Test
    void theReplicasNameIsSeenOnThePrimary() throws SQLException {
        assertThat(onPrimary("select application_name from pg_stat_replication"))
                .isEqualTo("replica-1");
    }

    private static void awaitReceived() throws SQLException {
        String written = WalPosition.writtenBy(cluster.primary()).lsn();
        try (Connection connection = replica.dataSource().getConnection()) {
            Await.until(
                    Await.PATIENCE,
                    () -> Sql.yes(connection, "select pg_last_wal_receive_lsn() >= '" + written + "'"),
                    () -> "not received: " + written);
        }
    }

    private static int rowsOnReplica() throws SQLException {
        return Integer.parseInt(onReplica("select count(*) from t"));
    }

    private static String onReplica(String sql) throws SQLException {
        try (Connection connection = database.dataSource(replica).getConnection()) {
            return Sql.text(connection, sql);
        }
    }

    private static String onPrimary(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            if (sql.startsWith("select")) {
                return Sql.text(connection, sql);
            }
            Sql.run(connection, sql);
            return "";
        }
    }
}
