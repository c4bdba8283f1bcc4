package io.datasafe.test.cluster;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NothingIsLeftIT {
    @TempDir
    Path directory;

    @Test
    void closeEndsAllServersAndRemovesAllFiles() throws Exception {
        List<ProcessHandle> all;
        try (EmbeddedCluster cluster = start()) {
            all = processes(cluster.primary().pid(), cluster.replica(0).pid());
            assertThat(filesIn(directory)).isNotEmpty();
        }
        assertThat(all).hasSizeGreaterThan(10).noneMatch(ProcessHandle::isAlive);
        assertThat(filesIn(directory)).isEmpty();
    }

    @Test
    void closeRemovesWhatAKilledServerLeaves() throws Exception {
        String segment;
        try (EmbeddedCluster cluster = start()) {
            segment = sharedMemoryOf(cluster.primary());
            cluster.primary().kill();
            cluster.replica(0).freeze();
            assertThat(sharedMemory()).contains(segment);
        }
        assertThat(filesIn(directory)).isEmpty();
        assertThat(sharedMemory()).doesNotContain(segment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"running", "with a frozen replica"})
    void killingTheJvmEndsAllServersAndRemovesAllFiles(String state) throws Exception {
        Process child = state.equals("running") ? forgetful() : forgetful("freeze");
        try (BufferedReader output = child.inputReader()) {
            ProcessHandle guardian = handle(ChildJvm.lineAfter(output, "guardian "));
            List<ProcessHandle> all = processes(pids(output));
            child.destroyForcibly().waitFor();
            for (ProcessHandle process : all) {
                process.onExit().get(30, SECONDS);
            }
            guardian.onExit().get(30, SECONDS);
        }
        assertThat(filesIn(directory)).isEmpty();
    }

    @Test
    void theEndOfTheJvmDoesTheSame() throws Exception {
        Process child = forgetful();
        try (BufferedReader output = child.inputReader()) {
            ProcessHandle guardian = handle(ChildJvm.lineAfter(output, "guardian "));
            List<ProcessHandle> all = processes(pids(output));
            child.getOutputStream().close();
            assertThat(child.waitFor()).isZero();
            guardian.onExit().get(30, SECONDS);
            assertThat(all).noneMatch(ProcessHandle::isAlive);
        }
        assertThat(filesIn(directory)).isEmpty();
    }

    @Test
    void theNextClusterRemovesWhatIsLeftWhenTheGuardianIsKilledToo() throws Exception {
        Process child = forgetful();
        List<ProcessHandle> all;
        try (BufferedReader output = child.inputReader()) {
            ProcessHandle guardian = handle(ChildJvm.lineAfter(output, "guardian "));
            all = processes(pids(output));
            // Its keepers would still notice.
            for (ProcessHandle keeper : guardian.children().toList()) {
                keeper.destroyForcibly();
            }
            guardian.destroyForcibly();
            guardian.onExit().get(30, SECONDS);
            child.destroyForcibly().waitFor();
        }
        assertThat(all).anyMatch(ProcessHandle::isAlive);
        assertThat(filesIn(directory)).hasSize(1);
        start().close();
        assertThat(all).noneMatch(ProcessHandle::isAlive);
        assertThat(filesIn(directory)).isEmpty();
    }

    @Test
    void aClusterOfALivingJvmIsLeftAlone() throws Exception {
        try (EmbeddedCluster first = start();
                EmbeddedCluster second = start()) {
            assertThat(first.primary().isRunning()).isTrue();
            assertThat(second.primary().isRunning()).isTrue();
            assertThat(filesIn(directory)).hasSize(2);

            // Another JVM that starts one looks at these two, after the second has looked at the first.
            Process other = forgetful();
            try (BufferedReader output = other.inputReader()) {
                ChildJvm.lineAfter(output, "pids ");
                assertThat(first.primary().isRunning()).isTrue();
                assertThat(second.replica(0).isRunning()).isTrue();
            } finally {
                other.destroyForcibly().waitFor();
            }
        }
    }

    private EmbeddedCluster start() {
        return EmbeddedCluster.builder().directory(directory).replicas(1).start();
    }

    private Process forgetful(String... more) throws IOException {
        String[] arguments = Stream.concat(Stream.of(directory.toString()), Arrays.stream(more))
                .toArray(String[]::new);
        return ChildJvm.start(ChildJvm.command(ForgetfulMain.class, arguments));
    }

    private static long[] pids(BufferedReader output) throws IOException {
        return Arrays.stream(ChildJvm.lineAfter(output, "pids ").split(" "))
                .mapToLong(Long::parseLong)
                .toArray();
    }

    private static List<ProcessHandle> processes(long... pids) {
        return Arrays.stream(pids)
                .mapToObj(pid -> handle("" + pid))
                .flatMap(each -> Stream.concat(Stream.of(each), each.descendants()))
                .toList();
    }

    private static ProcessHandle handle(String pid) {
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private static List<Path> filesIn(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    private static String sharedMemoryOf(PostgresNode node) throws IOException {
        String line = Files.readAllLines(node.context.data(node.name()).resolve("postmaster.pid"))
                .get(6);
        return line.strip().split(" +")[1];
    }

    private static List<String> sharedMemory() {
        return Command.run(List.of("ipcs", "-m"), "listing shared memory")
                .lines()
                .filter(line -> line.startsWith("0x"))
                .map(line -> line.split(" +")[1])
                .toList();
    }
}
