package io.datasafe.test.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Cleans up after a cluster whose guardian was killed. */
final class Leftovers {
    private Leftovers() {}

    /** Ends the servers that still run, and removes the files. */
    static void remove(Path cluster) throws IOException {
        if (Files.exists(cluster)) {
            // A guardian without input does exactly this.
            Command.run(
                    GuardianScript.words(cluster, "", ""),
                    GuardianScript.environment(),
                    "cleaning up after a killed cluster in " + cluster);
        }
    }
}
