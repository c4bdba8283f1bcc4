package io.datasafe.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.examples.quickstart.pom.Planted;
import io.datasafe.examples.quickstart.step.Check;
import io.datasafe.examples.quickstart.step.Context;
import io.datasafe.examples.quickstart.step.Step;
import io.datasafe.examples.quickstart.terminal.Capabilities;
import io.datasafe.examples.quickstart.terminal.Terminal;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The whole command, on a cluster that it starts itself. */
class QuickstartIT {
    @TempDir
    private Path directory;

    @Test
    void storesEverythingOnceWithDatasafe() throws Exception {
        Shop.plant(directory);
        int odd = new Planted(directory).plantOddities();

        Session session = Session.of("--repository", directory.toString(), "--limit", "200", "--threads", "4");

        assertThat(session.err()).isEmpty();
        assertThat(session.exitCode()).as(session.out()).isZero();
        assertThat(session.out())
                .contains(Shop.POMS + odd + " found, " + (Shop.POMS + odd) + " read", Shop.POMS + " usable")
                .contains(odd + " skipped:")
                .contains("odd/empty.pom: empty file")
                .contains("All 10 checks passed")
                .doesNotContain("\u001b", "\r");
        // Artifacts: 60 and 5 shared. One licence fits. Each POM: 1 version, 1 licence of it, 5 dependencies.
        assertThat(session.datasafe("rows stored")).isEqualTo(String.valueOf(Shop.POMS + 5 + 1 + Shop.POMS * 7));
        for (String zero : List.of(
                "files given up after an error",
                "files reported as stored, but not there",
                "rows lost",
                "rows doubled",
                "additions lost in counters",
                "additions doubled in counters",
                "announced twice, or for nothing")) {
            assertThat(session.datasafe(zero)).as(zero).isEqualTo("0");
        }
        assertThat(Long.parseLong(session.datasafe("attempts"))).isGreaterThanOrEqualTo(Shop.POMS);
        assertThat(session.datasafe("round trips")).matches("[0-9,]+");
    }

    @Test
    void failsWhenACheckFails() throws Exception {
        Shop.plant(directory);
        Options options = CommandLine.populateCommand(new Options(), "--repository", directory.toString());
        Terminal silent = new Terminal(
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8), Capabilities.NONE);
        Step broken = new Step() {
            @Override
            public String title() {
                return "a step that finds something wrong";
            }

            @Override
            public List<Check> run(Context context) {
                return List.of(new Check("good", true), Check.equal("rows", 1, 2));
            }
        };

        assertThat(new Run(options, Map.of(), silent, false).all(List.of(broken)))
                .isFalse();
    }
}
