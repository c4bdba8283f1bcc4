package io.datasafe.test.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Ends the servers of a cluster whose guardian was killed, and removes its files. */
final class Leftovers {
    private Leftovers() {}

    static void remove(Path cluster) throws IOException {
        if (!Files.exists(cluster)) {
            return;
        }
        try (Stream<Path> nodes = Files.list(cluster)) {
            for (Path data : nodes.map(node -> node.resolve("data")).toList()) {
                kill(data);
            }
        }
        Directories.delete(cluster);
    }

    private static void kill(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        List<String> lines = Files.readAllLines(pidFile);
        ProcessHandle postmaster = lines.isEmpty()
                ? null
                : ProcessHandle.of(Long.parseLong(lines.get(0).strip())).orElse(null);
        // The number may be a stranger's by now.
        if (postmaster != null && postmaster.info().commandLine().orElse("").contains(data.toString())) {
            List<ProcessHandle> backends = postmaster.descendants().toList();
            // Dead, it has no more children; and they notice its death, but not at once.
            postmaster.destroyForcibly();
            backends.forEach(ProcessHandle::destroyForcibly);
            Await.until(
                    Await.PATIENCE,
                    () -> !postmaster.isAlive() && backends.stream().noneMatch(ProcessHandle::isAlive),
                    () -> "the server in " + data + " does not die");
        }
    }
}
