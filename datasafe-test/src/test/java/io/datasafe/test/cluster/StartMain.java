package io.datasafe.test.cluster;

import java.nio.file.Path;

/** Starts a cluster with a replica, works on it, closes it, and prints how that went. */
final class StartMain {
    private StartMain() {}

    public static void main(String[] arguments) {
        EmbeddedClusterBuilder builder = EmbeddedCluster.builder().replicas(1);
        if (arguments.length > 0) {
            builder.directory(Path.of(arguments[0]));
        }
        try (EmbeddedCluster cluster = builder.start();
                Database database = cluster.freshDatabase()) {
            cluster.awaitReplay();
            cluster.replica(0).kill();
            System.out.println("worked " + database);
        } catch (ClusterException e) {
            System.out.println("failed " + e.getMessage().replace('\n', ' '));
        }
    }
}
