package io.datasafe.examples.quickstart.listing;

import io.datasafe.examples.quickstart.measure.Measured;
import io.datasafe.examples.quickstart.terminal.Cell;
import io.datasafe.examples.quickstart.terminal.Table;
import io.datasafe.examples.quickstart.terminal.Terminal;
import io.datasafe.examples.quickstart.terminal.Tone;
import io.datasafe.watch.Finding;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** The table with the ways side by side, and the watch's findings. */
final class ListingReport {
    private final Terminal terminal;
    private final List<Measured<List<Line>>> ways;
    private final Table table;

    ListingReport(Terminal terminal, List<Measured<List<Line>>> ways) {
        this.terminal = terminal;
        this.ways = ways;
        this.table = new Table(ways.stream().map(Measured::way).toList());
    }

    void print() {
        table.row(
                "versions listed",
                ways.stream().map(each -> Cell.of(each.near().result().size())).toList());
        row("queries", each -> Cell.of(each.queries()));
        row("round trips", Measured::roundTrips);
        row("time", Measured::nearTime);
        if (ways.get(0).far().isPresent()) {
            row(farLabel(), Measured::farTime);
        }
        table.print(terminal);
        footnotes();
    }

    private void row(String label, Function<Measured<?>, Cell> cell) {
        table.row(label, ways.stream().<Cell>map(cell).toList());
    }

    private String farLabel() {
        int all = ways.get(0).near().result().size();
        return all <= ListingStep.MOST_FAR
                ? Measured.FAR
                : Measured.FAR + ", the first " + Terminal.number(ListingStep.MOST_FAR) + " versions";
    }

    private void footnotes() {
        terminal.line("");
        ways.get(0).near().result().stream()
                .max(Comparator.comparingLong(Line::dependencies))
                .ifPresent(line -> faint("A line of the list: " + line));
        faint(
                "Each way first ran once under the watch, which counts its queries and finds loops that a single query could replace.");
        ways.forEach(this::findings);
        if (ways.get(0).far().isEmpty()) {
            faint(
                    "Round trips are neither counted nor delayed: the connection is encrypted, or no proxy can stand in between.");
        }
    }

    private void findings(Measured<?> measured) {
        List<Finding> findings = measured.findings();
        faint("Found in \"" + measured.way() + "\": "
                + (findings.isEmpty() ? "nothing" : findings.size() + " loops of queries; the first:"));
        findings.stream().limit(1).flatMap(first -> first.toString().lines()).forEach(line -> faint("    " + line));
    }

    private void faint(String text) {
        terminal.line("  " + terminal.paint(Tone.FAINT, text));
    }
}
