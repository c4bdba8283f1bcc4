package io.datasafe.test.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.assertj.core.api.Assumptions.assumeThatCode;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts clusters on machines that lack something, made with namespaces of Linux. */
class OddMachineIT {
    @TempDir
    Path directory;

    @Test
    void aFullDiskIsToldWithItsCure() throws Exception {
        String said = inNamespace(
                "mount -t tmpfs -o size=20m tmpfs \"$0\"", ChildJvm.command(StartMain.class, directory.toString()));
        assertThat(said)
                .contains(
                        "failed making the servers' data in " + directory,
                        "No space left on device",
                        "The disk is full")
                .contains("EmbeddedCluster.builder().directory(path)");
    }

    @Test
    void aDiskThatFillsUpWithTheReplicaIsToldAndFreedAgain() throws Exception {
        List<String> java = ChildJvm.command(StartMain.class, directory.toString());
        String said =
                inNamespace("mount -t tmpfs -o size=60m tmpfs \"$0\"", java, "; ls -A \"$0\" | sed 's/^/REMAINS /'");
        assertThat(said).contains("failed", "The disk is full").doesNotContain("REMAINS");
    }

    @Test
    void aFullTemporaryDirectoryIsToldWithItsCure() throws Exception {
        List<String> java = withTemporaryDirectory(ChildJvm.command(StartMain.class));
        String said = inNamespace("mount -t tmpfs -o size=10m tmpfs \"$0\"", java);
        assertThat(said).contains("failed making " + directory, "The disk is full", "-Djava.io.tmpdir=path");
    }

    @Test
    void rootWithoutUserNamespacesIsToldWhatToDo() throws Exception {
        String said = inNamespace("echo 0 >/proc/sys/user/max_user_namespaces", ChildJvm.command(StartMain.class));
        assertThat(said).contains("failed PostgreSQL refuses to run as root").contains("as an ordinary user");
    }

    @Test
    void rootWithoutUserNamespacesRunsTheServersAsNobody() throws Exception {
        List<String> words = new ArrayList<>(List.of(
                "unshare",
                "-U",
                "sh",
                "-c",
                "read go; exec sh -c 'echo 0 >/proc/sys/user/max_user_namespaces && exec \"$@\"' sh \"$@\"",
                "sh"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        words.addAll(withTemporaryDirectory(ChildJvm.command(StartMain.class)));
        Process process = ChildJvm.start(words);
        try (BufferedReader output = process.inputReader();
                Writer input = process.outputWriter()) {
            for (String map : List.of("uid_map", "gid_map")) {
                assumeThatCode(() -> awaitNamespace(process, map))
                        .as("root can map users")
                        .doesNotThrowAnyException();
            }
            input.write("go\n");
            input.flush();
            assertThat(ChildJvm.lineAfter(output, "worked ")).startsWith("test_1 on primary");
        } finally {
            process.destroy();
        }
    }

    // Until unshare has made the namespace, the file is that of ours, which cannot be written.
    private static void awaitNamespace(Process process, String map) throws IOException {
        Path ours = Path.of("/proc/self/ns/user");
        Path its = Path.of("/proc/" + process.pid() + "/ns/user");
        Await.until(
                Await.PATIENCE,
                () -> !Files.readSymbolicLink(its).equals(Files.readSymbolicLink(ours)),
                () -> "no namespace");
        Files.writeString(Path.of("/proc/" + process.pid() + "/" + map), "0 0 65536\n", StandardOpenOption.WRITE);
    }

    @Test
    void rootInANamespaceOfItsOwnCanStartOne() throws Exception {
        assertThat(inNamespace("true", ChildJvm.command(StartMain.class, directory.toString())))
                .contains("worked test_1 on primary");
    }

    @Test
    void anOrdinaryUserCanStartOne() throws Exception {
        assumeThat(Command.run(List.of("id", "-u"), "asking").strip())
                .as("root can become another user")
                .isEqualTo("0");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        List<String> words = new ArrayList<>(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        Path jars = Files.createDirectory(directory.resolve("jars"));
        words.addAll(withTemporaryDirectory(ChildJvm.command(ChildJvm.readableClassPath(jars), StartMain.class)));
        assertThat(ChildJvm.run(words)).contains("worked test_1 on primary");
    }

    @Test
    void twoJvmsCanUnpackAtOnce() throws Exception {
        List<String> java = withTemporaryDirectory(ChildJvm.command(StartMain.class));
        Process first = ChildJvm.start(java);
        Process second = ChildJvm.start(java);
        for (Process process : List.of(first, second)) {
            try (BufferedReader output = process.inputReader()) {
                assertThat(ChildJvm.lineAfter(output, "worked ")).startsWith("test_1 on primary");
            }
            assertThat(process.waitFor()).isZero();
        }
        try (Stream<Path> files = Files.walk(directory, 2)) {
            assertThat(files).noneMatch(file -> file.toString().endsWith(".part"));
        }
    }

    private List<String> withTemporaryDirectory(List<String> java) {
        return java.stream()
                .map(word -> word.startsWith("-Djava.io.tmpdir") ? "-Djava.io.tmpdir=" + directory : word)
                .toList();
    }

    private String inNamespace(String preparation, List<String> java) throws IOException, InterruptedException {
        return inNamespace(preparation, java, "");
    }

    private String inNamespace(String preparation, List<String> java, String afterwards)
            throws IOException, InterruptedException {
        assumeThat(ChildJvm.start(List.of("unshare", "-rm", "true")).waitFor())
                .as("user namespaces are there")
                .isZero();
        List<String> words = new ArrayList<>(
                List.of("unshare", "-rm", "sh", "-c", preparation + " && \"$@\"" + afterwards, directory.toString()));
        words.addAll(java);
        return ChildJvm.run(words);
    }
}
