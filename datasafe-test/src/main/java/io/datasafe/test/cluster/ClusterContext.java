package io.datasafe.test.cluster;

import java.nio.file.Path;

/**
 * What the servers of one cluster share.
 *
 * @param directory holds a directory for each node
 * @param password of the superuser
 */
record ClusterContext(Path directory, Guardian guardian, String password) {
    Path home(String node) {
        return directory.resolve(node);
    }

    Path data(String node) {
        return home(node).resolve("data");
    }

    Path log(String node) {
        return home(node).resolve("log");
    }
}
