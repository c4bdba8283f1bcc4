package io.datasafe.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {
    @TempDir
    private Path run;

    @BeforeEach
    void copyRun() throws IOException {
        for (String name : new String[] {"jmh.json", "environment.json"}) {
            try (InputStream in = Objects.requireNonNull(PageTest.class.getResourceAsStream(name))) {
                Files.copy(in, run.resolve(name));
            }
        }
    }

    @Test
    void comparesMediansWithTheFloorAndTheBestPeer() throws IOException {
        assertThat(Report.read(run).tables())
                .contains("| bare JDBC | 50 | 49 – 50 | 1.00 | 0.83 | 1,074 | 2 |")
                .contains("| **datasafe** | 51 | 51 – 51 | 1.02 | 0.85 | 1,227 | 2 |")
                .contains("| Spring | 60 | 60 – 60 | 1.20 | 1.00 | – | 2 |");
    }

    @Test
    void countsCommitsWhereConflictsAreRetried() throws IOException {
        assertThat(Report.read(run).tables())
                .contains("| **datasafe** | 1,000 | 1,000 – 1,000 | 2.00 | 1.50 | 2 |")
                .contains("| JDBI | 500 | 500 – 500 | 1.00 | 3.00 | 0 |");
    }

    @Test
    void publishesAimsThatAreMissed() throws IOException {
        assertThat(Report.read(run).tables())
                .contains("| Plain, loopback: time, × bare JDBC | ≤ 1.03 | 1.02 – 1.04 | undecided |")
                .contains("| Hot rows, 3 s: conflicts that reached the caller | ≤ 0 | 2 | **missed** |")
                .contains("| Serializable: round trips | ≤ 3 | – | not measured |");
    }

    @Test
    void leavesOutChaptersWithoutResults() throws IOException {
        assertThat(Report.read(run).published("charts/", "../run/report.md"))
                .contains("[table](../run/report.md#a-plain-transaction)")
                .contains("![A plain transaction](charts/plain-transaction.svg)")
                .doesNotContain("serializable-transaction.svg");
    }

    @Test
    void givesNoRatioWhereQuartilesOverlap() {
        Measurement bare = measurement("bareJdbc", 50.0, 60.0, 70.0);
        Measurement close = measurement("datasafe", 55.0, 65.0, 75.0);
        Measurement far = measurement("spring", 140.0, 150.0, 160.0);

        assertThat(TimeTable.of(List.of(bare, close, far)))
                .contains("| bare JDBC | 60 | 55 – 65 | 1.00 |")
                .contains("| **datasafe** | 65 | 60 – 70 | ≈ |")
                .contains("| Spring | 150 | 145 – 155 | 2.50 |");
    }

    @Test
    void saysHowItWasMeasured() throws IOException {
        assertThat(Report.read(run).tables())
                .contains("Loopback (2 forks of 2 × 400 ms warm-up and 3 × 400 ms measured)");
        assertThat(Effort.of(List.of(new Measurement(
                        "b",
                        "datasafe",
                        new TreeMap<>(),
                        new Effort(3, 9, "1 s", 4, "2 s", 1),
                        "us/op",
                        List.of(),
                        Map.of()))))
                .isEqualTo("3 forks of 9 × 1 s warm-up and 4 × 2 s measured; 1 of 3 forks were still warming up");
    }

    @Test
    void saysThatSourcesHadChanges() throws IOException {
        Path about = run.resolve("environment.json");
        Files.writeString(about, Files.readString(about).replace("0123456789ab", "0123456789ab-dirty"));

        assertThat(Report.read(run).tables()).contains("changes that are in no commit");
    }

    private static Measurement measurement(String peer, Double... samples) {
        return new Measurement(
                "PlainTransactionBenchmark",
                peer,
                new TreeMap<>(),
                new Effort(1, 2, "400 ms", 3, "400 ms", 0),
                "us/op",
                List.of(samples),
                Map.of());
    }

    @Test
    void saysWhatItWasMeasuredOn() throws IOException {
        assertThat(Report.read(run).tables())
                .startsWith("Measured on 2026-01-02 with `benchmarks/run transactions` at commit 0123456789ab:"
                        + " A Processor, 4 cores, 16 GiB, Linux amd64; A JVM 17; PostgreSQL 18.6; a 1, B 2. A note.\n");
    }

    @Test
    void drawsTheSameChartsFromTheSameResults() throws IOException {
        Path page = Files.writeString(
                run.resolve("page.md"), "# Page\n<!-- report: begin -->outdated<!-- report: end -->\nend\n");
        Report.main(new String[] {run.toString(), page.toString()});
        String first = Files.readString(page);

        Report.main(new String[] {run.toString(), page.toString()});

        assertThat(page).content().isEqualTo(first).startsWith("# Page\n").endsWith("-->\nend\n");
        assertThat(page).content().contains("(page/hot-rows.svg)").doesNotContain("outdated");
        assertThat(run.resolve("page").resolve("hot-rows.svg"))
                .hasSameTextualContentAs(run.resolve("hot-rows.svg"))
                .content()
                .contains("<svg ");
    }

    @Test
    void refusesAPageWithoutMarks() throws IOException {
        Path page = Files.writeString(run.resolve("page.md"), "# Page\n");

        assertThatThrownBy(() -> Report.main(new String[] {run.toString(), page.toString()}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("<!-- report: begin -->");
        assertThat(page).hasContent("# Page\n");
    }
}
