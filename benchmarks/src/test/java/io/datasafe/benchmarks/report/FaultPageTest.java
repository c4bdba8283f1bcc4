package io.datasafe.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.benchmarks.faults.Count;
import io.datasafe.benchmarks.faults.Entrant;
import io.datasafe.benchmarks.faults.FaultKind;
import io.datasafe.benchmarks.faults.FaultResults;
import io.datasafe.benchmarks.faults.Standing;
import io.datasafe.benchmarks.run.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultPageTest {
    private static final Environment ENVIRONMENT = new Environment(
            "faults",
            "2026-01-02",
            "benchmarks/run faults",
            "0123456789ab",
            "A Processor",
            4,
            16,
            "Linux",
            "A JVM",
            "18.6",
            new TreeMap<>(),
            "");

    @Test
    void addsUpTheFaultsOfAContender() {
        assertThat(page(0).tables())
                .contains("| blind retry | 1,020 | 1,020 | 2,040 | 1,000 | 0 | 0 | 0 | 0 | 0 | 5,000 | yes |")
                .contains("| **datasafe once(..)** | 1,020 | 1,020 | 1,030 | 0 | 0 | 0 | 10 | 10 | 10 | 0 | **no** |");
    }

    @Test
    void tellsWhatEachFaultDid() {
        assertThat(page(0).tables())
                .contains("| answer lost | committed | 1,000 | 1,000 **doubled** | all right |")
                .contains("| outage, answer lost | committed | 20 | all right | 10 settled later |")
                .doesNotContain("killed in a deferred trigger");
    }

    @Test
    void publishesAimsThatAreMissed() {
        assertThat(page(0).tables())
                .contains(
                        "| datasafe once(..): lost | ≤ 0 | 0 | met |",
                        "| datasafe once(..): not settled by its ticket after an outage | ≤ 0 | 0 | met |")
                .doesNotContain("blind retry: lost", "missed");
        assertThat(page(2).tables())
                .contains("| datasafe once(..): unknown, where the server comes back in time | ≤ 0.1 %"
                        + " | 0.2 % | **missed** |");
    }

    @Test
    void belongsBetweenItsOwnMarks(@TempDir Path directory) throws IOException {
        Path page = Files.writeString(
                directory.resolve("page.md"),
                "<!-- report: begin -->times<!-- report: end --><!-- faults: begin -->old<!-- faults: end -->");

        Report.publish(page(0), directory, page);

        assertThat(page)
                .content()
                .startsWith("<!-- report: begin -->times<!-- report: end --><!-- faults: begin -->\n\nMeasured on")
                .endsWith("<!-- faults: end -->")
                .contains("](page/commit-faults.svg)")
                .doesNotContain("old<");
        assertThat(directory.resolve("page").resolve("commit-faults.svg"))
                .content()
                .contains("<svg ");
    }

    private static FaultPage page(int unknown) {
        Standing blind = new Standing(
                Entrant.BLIND_RETRY,
                List.of(
                        new Count(FaultKind.REPLY_LOST, 1000, 1000, 2000, 1000, 0, 0, 0, 0, 0, 0),
                        new Count(FaultKind.OUTAGE_COMMITTED, 20, 20, 40, 0, 0, 0, 0, 0, 0, 0)),
                true,
                5000);
        Standing once = new Standing(
                Entrant.ONCE,
                List.of(
                        new Count(FaultKind.REPLY_LOST, 1000, 1000, 1000, 0, 0, 0, unknown, 0, 0, 0),
                        new Count(FaultKind.OUTAGE_COMMITTED, 20, 20, 30, 0, 0, 0, 10, 10, 10, 0)),
                false,
                0);
        return new FaultPage(ENVIRONMENT, new FaultResults(1, 1020, 0, 2, 4, List.of(blind, once)));
    }
}
