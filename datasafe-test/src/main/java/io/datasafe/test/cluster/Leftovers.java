package io.datasafe.test.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What remains of a cluster whose guardian was killed. */
final class Leftovers {
    private Leftovers() {}

    /** Ends the servers that still run, and removes the files. */
    static void remove(Path cluster) throws IOException {
        if (Files.exists(cluster)) {
            // A guardian that is given nothing to read does just this.
            Command.run(
                    GuardianScript.words(cluster, "", ""),
                    GuardianScript.environment(),
                    "cleaning up after a killed cluster in " + cluster);
        }
    }
}
