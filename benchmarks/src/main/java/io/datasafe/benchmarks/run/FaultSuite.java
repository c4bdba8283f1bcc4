package io.datasafe.benchmarks.run;

import io.datasafe.benchmarks.faults.Campaign;
import io.datasafe.benchmarks.faults.FaultResults;
import io.datasafe.benchmarks.report.Report;
import io.datasafe.test.cluster.EmbeddedCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** The named runs that count what becomes of transfers whose COMMIT meets a fault. */
@SuppressWarnings("ImmutableEnumChecker") // A campaign is a record of numbers.
enum FaultSuite {
    /** 10,000 transfers of each contender; what it finds is published in {@code docs/benchmarks.md}. */
    FAULTS(true, Campaign.FULL),

    /** Each fault some times, in half a minute: shows that a run and its report work. */
    FAULTS_SHORT(false, Campaign.SHORT);

    private final boolean published;
    private final Campaign campaign;

    FaultSuite(boolean published, Campaign campaign) {
        this.published = published;
        this.campaign = campaign;
    }

    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static boolean isNamed(String name) {
        return Arrays.stream(values()).anyMatch(suite -> suite.title().equals(name));
    }

    static FaultSuite named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    void run(Path results, Path page, String note) throws Exception {
        String postgresql;
        try (EmbeddedCluster cluster = EmbeddedCluster.start()) {
            postgresql = cluster.version().toString();
        }
        // Before the run: the commit that it was made at is the one at its start.
        Environment environment = Machine.describe(title(), postgresql, note);
        if (published) {
            environment.requireClean();
        }
        FaultResults counted = campaign.run(System.out);
        Path directory = results.resolve(environment.date() + "-" + title());
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("faults.json"), JmhJson.GSON.toJson(counted) + "\n");
        Files.writeString(directory.resolve("environment.json"), JmhJson.GSON.toJson(environment) + "\n");
        Report.main(
                published ? new String[] {directory.toString(), page.toString()} : new String[] {directory.toString()});
    }
}
