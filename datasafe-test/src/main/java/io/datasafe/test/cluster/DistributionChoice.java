package io.datasafe.test.cluster;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the PostgreSQL distribution to run.
 *
 * @param major the major version that the test asks for, or null
 * @param binaries the path where the test says the binaries are, or null
 */
record DistributionChoice(@Nullable Integer major, @Nullable Path binaries) {
    static final int OLDEST = 15;
    static final String VERSION_PROPERTY = "datasafe.postgres.version";
    static final String BINARIES_PROPERTY = "datasafe.postgres.binaries";

    Distribution distribution(Platform platform) {
        List<Distribution> found = candidates(platform);
        Integer wanted = wanted();
        return found.stream()
                .filter(each -> wanted == null || each.version().major() == wanted)
                .max(Distributions.oldestFirst())
                .orElseThrow(() -> new ClusterException(complaint(wanted, found, platform)));
    }

    private List<Distribution> candidates(Platform platform) {
        if (binaries != null) {
            return Distributions.at(binaries, platform);
        }
        List<Distribution> found = new ArrayList<>(Distributions.onClassPath(platform));
        for (String path : System.getProperty(BINARIES_PROPERTY, "").split(File.pathSeparator)) {
            if (!path.isBlank()) {
                found.addAll(Distributions.at(Path.of(path), platform));
            }
        }
        return found;
    }

    private @Nullable Integer wanted() {
        String property = System.getProperty(VERSION_PROPERTY, "");
        if (major != null || property.isEmpty()) {
            return major;
        }
        try {
            return supported(Integer.parseInt(property), "-D" + VERSION_PROPERTY);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "-D" + VERSION_PROPERTY + "=" + property + " must be a major version of PostgreSQL, such as 18", e);
        }
    }

    static int supported(int major, String property) {
        if (major < OLDEST) {
            throw new IllegalArgumentException(property + " must be a major version of PostgreSQL of at least " + OLDEST
                    + ", and is " + major + ": choose 15, 16, 17 or 18");
        }
        return major;
    }

    private static String complaint(@Nullable Integer wanted, List<Distribution> found, Platform platform) {
        String have = found.stream()
                .map(each -> each.version() + " (" + each.location() + ")")
                .collect(Collectors.joining(", "));
        return "found no binaries of PostgreSQL" + (wanted == null ? "" : " " + wanted) + " for this platform, "
                + (have.isEmpty() ? "nor of another version" : "only " + have)
                + ". Add " + platform.coordinates(wanted == null ? 18 : wanted)
                + " to the tests' class path, or give their path with EmbeddedCluster.builder().binaries(path) or -D"
                + BINARIES_PROPERTY + "=path (a jar, a directory of jars, or an installation that holds bin/postgres)";
    }
}
