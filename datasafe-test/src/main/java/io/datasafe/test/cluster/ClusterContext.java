package io.datasafe.test.cluster;

import java.nio.file.Path;

/**
 * What the servers of one cluster share: their directory, their guardian and the password.
 *
 * @param directory holds one directory per node
 * @param password the superuser's password
 * @param guardian starts and ends the servers
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
