package io.datasafe.test.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The shell script that runs a cluster's servers. */
final class GuardianScript {
    // The environment holds the script, so that lists of processes show one short line.
    private static final String VARIABLE = "DATASAFE_GUARDIAN";
    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final String RESOURCE = "guardian.sh";

    private GuardianScript() {}

    /** {@return the command that runs the script} */
    static List<String> words(Path cluster, String bin, String launch) {
        List<String> words = new ArrayList<>();
        // In its own session the shell survives a signal to the JVM's whole process group.
        if (Files.isExecutable(SETSID)) {
            words.add(SETSID.toString());
        }
        words.addAll(List.of("/bin/sh", "-c", "eval \"$" + VARIABLE + "\"", "datasafe-guardian"));
        words.addAll(List.of(cluster.toString(), bin, launch));
        return words;
    }

    /** {@return the environment that the command needs} */
    static Map<String, String> environment() throws IOException {
        try (InputStream in = GuardianScript.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new ClusterException(
                        RESOURCE + " is missing from datasafe-test's jar: repackage it with its resources");
            }
            return Map.of(VARIABLE, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
