package io.datasafe.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
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
        assertThat(Report.read(run).markdown("charts/"))
                .contains("| bare JDBC | 50 | 49 – 50 | 1.00 | 0.83 | 1,074 | 2 |")
                .contains("| **datasafe** | 51 | 51 – 51 | 1.02 | 0.85 | 1,227 | 2 |")
                .contains("| Spring | 60 | 60 – 60 | 1.20 | 1.00 | – | 2 |");
    }

    @Test
    void countsCommitsWhereConflictsAreRetried() throws IOException {
        assertThat(Report.read(run).markdown("charts/"))
                .contains("| **datasafe** | 1,000 | 2.00 | 1.50 | 2 |")
                .contains("| JDBI | 500 | 1.00 | 3.00 | 0 |");
    }

    @Test
    void publishesAimsThatAreMissed() throws IOException {
        assertThat(Report.read(run).markdown("charts/"))
                .contains("| Plain, loopback: time, × bare JDBC | ≤ 1.03 | 1.02 | undecided: 1.02 – 1.04 |")
                .contains("| Hot rows, 3 s: conflicts that reached the caller | ≤ 0 | 2 | **missed** |")
                .contains("| Serializable: round trips | ≤ 3 | – | not measured |");
    }

    @Test
    void leavesOutChaptersWithoutResults() throws IOException {
        assertThat(Report.read(run).markdown("charts/"))
                .contains("![A plain transaction](charts/plain-transaction.svg)")
                .doesNotContain("serializable-transaction.svg");
    }

    @Test
    void saysWhatItWasMeasuredOn() throws IOException {
        assertThat(Report.read(run).markdown(""))
                .startsWith("Measured on 2026-01-02 with `benchmarks/run transactions` at commit 0123456789ab:"
                        + " A Processor, 4 cores, 16 GiB, Linux amd64; A JVM 17; PostgreSQL 18.6; a 1, B 2. A note.\n");
    }

    /** A JDK without any font on the machine, as in a bare container, can measure and write tables, but not draw. */
    static boolean canDraw() {
        System.setProperty("java.awt.headless", "true");
        try {
            return GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames().length > 0;
        } catch (RuntimeException | Error e) {
            return false;
        }
    }

    @Test
    @EnabledIf("canDraw")
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
