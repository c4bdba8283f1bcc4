package io.datasafe.test.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionsIT {
    @ParameterizedTest
    @ValueSource(ints = {15, 17})
    void anOlderVersionDoesAllThatTheNewestDoes(int major) throws SQLException {
        try (EmbeddedCluster newest = EmbeddedCluster.start();
                EmbeddedCluster cluster =
                        EmbeddedCluster.builder().postgres(major).replicas(2).start();
                Database database = cluster.template(c -> Sql.run(c, "create table t (n int)"))
                        .freshDatabase()) {
            assertThat(cluster.version().major()).isEqualTo(major);
            assertThat(newest.version()).isGreaterThanOrEqualTo(cluster.version());
            Replica first = cluster.replica(0);
            Replica second = cluster.replica(1);
            cluster.awaitReplay();

            first.pauseReplay();
            second.cutReplication();
            Sql.with(cluster.primary(), "writing", c -> Sql.text(c, "select pg_switch_wal()"));
            insert(database, cluster.primary());
            assertThat(rows(database, first)).isEqualTo("0");
            assertThat(rows(database, second)).isEqualTo("0");
            first.resumeReplay();
            second.restoreReplication();
            cluster.awaitReplay();
            assertThat(rows(database, first)).isEqualTo("1");
            assertThat(rows(database, second)).isEqualTo("1");

            first.freeze();
            first.thaw();
            cluster.primary().kill();
            first.promote();
            cluster.follow(first);
            insert(database, first);
            cluster.awaitReplay();
            assertThat(rows(database, second)).isEqualTo("2");
        }
    }

    @Test
    void everyClusterHasAnIdentityOfItsOwnThatItsReplicasShare() {
        try (EmbeddedCluster one = EmbeddedCluster.builder().replicas(1).start();
                EmbeddedCluster other = EmbeddedCluster.start()) {
            assertThat(identity(one.primary()))
                    .isEqualTo(identity(one.replica(0)))
                    .isNotEqualTo(identity(other.primary()));
        }
    }

    @Test
    void binariesWhoseFileDoesNotTellTheVersionAreAsked(@TempDir Path directory) throws Exception {
        Path older = Path.of(System.getProperty(DistributionChoice.BINARIES_PROPERTY));
        try (Stream<Path> jars = Files.list(older)) {
            Files.copy(
                    jars.filter(jar -> jar.toString().contains("-15."))
                            .findFirst()
                            .orElseThrow(),
                    directory.resolve("everything.jar"));
        }
        try (EmbeddedCluster cluster = EmbeddedCluster.builder()
                .binaries(directory.resolve("everything.jar"))
                .start()) {
            assertThat(cluster.version().major()).isEqualTo(15);
            Path installation = new DistributionChoice(15, null)
                    .distribution(Platform.current())
                    .home(DirectoryCache.open());
            try (EmbeddedCluster installed =
                    EmbeddedCluster.builder().binaries(installation).start()) {
                assertThat(installed.version()).isEqualTo(cluster.version());
            }
        }
    }

    private static String identity(PostgresNode node) {
        return Sql.<String>with(node, "asking", c -> Sql.text(c, "select system_identifier from pg_control_system()"));
    }

    private static void insert(Database database, PostgresNode node) throws SQLException {
        try (Connection connection = database.dataSource(node).getConnection()) {
            Sql.run(connection, "insert into t values (1)");
        }
    }

    private static String rows(Database database, PostgresNode node) throws SQLException {
        try (Connection connection = database.dataSource(node).getConnection()) {
            return Sql.text(connection, "select count(*) from t");
        }
    }
}
