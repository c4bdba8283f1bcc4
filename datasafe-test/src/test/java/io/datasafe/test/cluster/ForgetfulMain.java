package io.datasafe.test.cluster;

import java.io.IOException;
import java.nio.file.Path;

/** Starts a cluster, never closes it, and ends when stdin does. */
final class ForgetfulMain {
    private ForgetfulMain() {}

    public static void main(String[] arguments) throws IOException {
        EmbeddedCluster cluster = EmbeddedCluster.builder()
                .directory(Path.of(arguments[0]))
                .replicas(1)
                .start();
        if (arguments.length > 1) {
            cluster.replica(0).freeze();
        }
        System.out.println("guardian "
                + parentOf(parentOf(ProcessHandle.of(cluster.primary().pid()).orElseThrow()))
                        .pid());
        System.out.println(
                "pids " + cluster.primary().pid() + " " + cluster.replica(0).pid());
        while (System.in.read() >= 0) {
            continue;
        }
    }

    private static ProcessHandle parentOf(ProcessHandle process) {
        return process.parent().orElseThrow();
    }
}
