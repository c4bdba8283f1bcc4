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
                .contains("All 25 checks passed")
                .doesNotContain("\u001b", "\r");
        // Artifacts: 60 and 5 shared. One licence fits. Each POM: 1 version, 1 licence of it, 5 dependencies.
        assertThat(session.datasafe(Session.CONFLICTS, "rows stored"))
                .isEqualTo(String.valueOf(Shop.POMS + 5 + 1 + Shop.POMS * 7));
        for (String zero : List.of(
                "files given up after an error",
                "files reported as stored, but not there",
                "rows lost",
                "rows doubled",
                "additions lost in counters",
                "additions doubled in counters",
                "announced twice, or for nothing")) {
            assertThat(session.datasafe(Session.CONFLICTS, zero)).as(zero).isEqualTo("0");
        }
        assertThat(Long.parseLong(session.datasafe(Session.CONFLICTS, "attempts")))
                .isGreaterThanOrEqualTo(Shop.POMS);
        assertThat(session.datasafe(Session.CONFLICTS, "round trips")).matches("[0-9,]+");
    }

    /** Four threads: what else goes wrong is a matter of timing, but not what a fault does to the files that it meets. */
    @Test
    void survivesFaultsWithDatasafeOnly() throws Exception {
        Shop.plant(directory);

        Session session = Session.of("--repository", directory.toString(), "--threads", "4");

        assertThat(session.exitCode()).as(session.out()).isZero();
        assertThat(session.out()).contains("57 files; 9 of them meet a fault");
        List<String> met = session.cells(Session.FAULTS, "faults that happened");
        assertThat(met).last().isEqualTo("9");
        assertThat(met).doesNotContain("0");
        List<String> answerLost = session.cells(Session.FAULTS, "COMMIT arrives, its reply is lost");
        assertThat(answerLost.get(1)).isEqualTo("3 stored twice");
        assertThat(answerLost.get(2)).isEqualTo("3 stored once");
        // Three files with five dependencies each; for each the counters of its artifact, its group and its licence.
        assertThat(session.cells(Session.FAULTS, "rows doubled").get(1)).isEqualTo("15");
        assertThat(session.cells(Session.FAULTS, "additions doubled in counters")
                        .get(1))
                .isEqualTo("9");
        for (String zero : List.of(
                "outcomes left unknown to the caller",
                "files given up after an error",
                "files reported as stored, but not there",
                "rows lost",
                "rows doubled",
                "additions lost in counters",
                "additions doubled in counters",
                "stored and never announced",
                "announced twice, or for nothing")) {
            assertThat(session.datasafe(Session.FAULTS, zero)).as(zero).isEqualTo("0");
        }
    }

    /** Three queries for each version, and one for all of them; with loaders four. */
    @Test
    void listsWithOneQueryARelation() throws Exception {
        Shop.plant(directory);

        Session session = Session.of("--repository", directory.toString(), "--threads", "4");

        assertThat(session.exitCode()).as(session.out()).isZero();
        String all = String.valueOf(Shop.POMS);
        String each = String.valueOf(1 + 3 * Shop.POMS);
        assertThat(session.cells(Session.LISTING, "versions listed")).containsExactly(all, all);
        assertThat(session.cells(Session.LISTING, "queries")).containsExactly(each, "4");
        assertThat(session.cells(Session.LISTING, "round trips")).containsExactly(each, "4");
        assertThat(session.cells(Session.LISTING, "time if a round trip takes 1 ms more"))
                .hasSize(2)
                .allMatch(cell -> cell.matches("[0-9,]+\\.[0-9] ms"));
        assertThat(session.out())
                .contains("Found in \"query per row\": 3 loops of queries", "Found in \"loaders\": nothing");
    }

    /** 60 POMs that each depend on 5 libraries and inherit from one parent; only the parent's name is known. */
    @Test
    void asksGraphsAndTreesOneQueryAQuestion() throws Exception {
        Shop.plant(directory);

        Session session = Session.of("--repository", directory.toString(), "--threads", "4");

        assertThat(session.exitCode()).as(session.out()).isZero();
        assertThat(session.out())
                .contains("65 artifacts, 300 dependencies between them")
                .contains("60 artifacts depend on org.shared:lib0, 60 of them directly.")
                .contains("The longest of the shortest chains, 1 step: a0 -> lib0")
                .contains("There is no cycle")
                .contains("60 POMs inherit from org.g:parent:7")
                .contains("The longest chain of parents among the first 61: org.g0:a0:1 <- org.g:parent:7");
        Map.of(
                        "who depends on org.shared:lib0",
                        List.of("61", "2", "1"),
                        "the shortest chain between the two that are farthest apart",
                        List.of("1", "1", "1"),
                        "the cycles",
                        List.of("66", "1", "1"),
                        "what inherits from the POM with the most heirs",
                        List.of("62", "3", "1"),
                        "the ancestors of each of 61 POMs",
                        List.of("121", "1", "1"))
                .forEach((question, queries) -> {
                    assertThat(session.cells(Session.GRAPH, question, "  queries"))
                            .as(question)
                            .isEqualTo(queries);
                    assertThat(session.cells(Session.GRAPH, question, "  round trips"))
                            .as(question)
                            .isEqualTo(queries);
                    assertThat(session.cells(Session.GRAPH, question, "  time if a round trip takes 1 ms more"))
                            .as(question)
                            .hasSize(3)
                            .allMatch(cell -> cell.matches("[0-9,]+\\.[0-9] ms"));
                });
    }

    @Test
    void saysSoWhereThereIsNothingToAsk() throws Exception {
        new Planted(directory).pom("org.g", "alone", "1", "");

        Session session = Session.of("--repository", directory.toString(), "--threads", "1");

        assertThat(session.exitCode()).as(session.out()).isZero();
        assertThat(session.out())
                .contains("No file names a dependency: the questions about the graph are skipped.")
                .contains("No file names a parent: the questions about the tree are skipped.")
                .doesNotContain("all ways give the same answer");
    }

    /** One thread: no conflicts, so that each figure is known. */
    @Test
    void showsWhatEachFaultDoesToEachContender() throws Exception {
        Shop.plant(directory);

        Session session = Session.of("--repository", directory.toString(), "--threads", "1");

        assertThat(session.exitCode()).as(session.out()).isZero();
        Map.of(
                        "COMMIT arrives, its reply is lost",
                        List.of("3 unknown: stored", "3 stored twice", "3 stored once"),
                        "COMMIT does not arrive",
                        List.of("3 unknown: lost", "3 stored once", "3 stored once"),
                        "the connection is cut midway",
                        List.of("3 given up", "3 stored once", "3 stored once"),
                        "no fault, only conflicts",
                        List.of("48 stored once", "48 stored once", "48 stored once"),
                        "faults that happened",
                        List.of("9", "9", "9"),
                        "outcomes left unknown to the caller",
                        List.of("6", "0", "0"),
                        "stored and never announced",
                        List.of("3", "0", "0"),
                        "announced twice, or for nothing",
                        List.of("0", "6", "0"))
                .forEach((row, cells) ->
                        assertThat(session.cells(Session.FAULTS, row)).as(row).isEqualTo(cells));
        assertThat(session.out()).contains("resolved: 3 committed, reported as stored; 3 rolled back, run again");
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
