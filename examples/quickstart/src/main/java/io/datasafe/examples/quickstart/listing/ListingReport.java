package io.datasafe.examples.quickstart.listing;

import io.datasafe.examples.quickstart.terminal.Cell;
import io.datasafe.examples.quickstart.terminal.Table;
import io.datasafe.examples.quickstart.terminal.Terminal;
import io.datasafe.examples.quickstart.terminal.Tone;
import io.datasafe.watch.Finding;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/** The table, one way beside the other, and what the watch has found. */
final class ListingReport {
    private final Terminal terminal;
    private final List<Measured> ways;
    private final Table table;

    ListingReport(Terminal terminal, List<Measured> ways) {
        this.terminal = terminal;
        this.ways = ways;
        this.table = new Table(ways.stream().map(each -> each.listing().name()).toList());
    }

    void print() {
        row("versions listed", each -> Cell.of(each.near().lines().size()));
        row("queries", each -> Cell.of(each.queries()));
        row("round trips", each -> trips(each.near().roundTrips()));
        row("time", each -> Cell.of(Terminal.millis(each.near().nanos())));
        if (ways.get(0).far().isPresent()) {
            row(
                    farLabel(),
                    each -> Cell.of(Terminal.millis(each.far().orElseThrow().nanos())));
        }
        table.print(terminal);
        footnotes();
    }

    private void row(String label, Function<Measured, Cell> cell) {
        table.row(label, ways.stream().map(cell).toList());
    }

    private static Cell trips(OptionalLong trips) {
        return trips.isPresent() ? Cell.of(trips.getAsLong()) : Cell.of("n/a");
    }

    private String farLabel() {
        String label = "time if a round trip takes " + Measured.DELAY.toMillis() + " ms more";
        int all = ways.get(0).near().lines().size();
        return all <= Measured.MOST_FAR
                ? label
                : label + ", the first " + Terminal.number(Measured.MOST_FAR) + " versions";
    }

    private void footnotes() {
        terminal.line("");
        ways.get(0).near().lines().stream()
                .max(Comparator.comparingLong(Line::dependencies))
                .ifPresent(line -> faint("A line of the list: " + line));
        faint(
                "Each way has been run once before, watched: that counts its queries, and finds those that one could replace.");
        ways.forEach(this::findings);
        if (ways.get(0).far().isEmpty()) {
            faint(
                    "Round trips are not counted, and none is delayed: the connection is encrypted, or no proxy can stand in it.");
        }
    }

    private void findings(Measured way) {
        List<Finding> findings = way.findings();
        faint("Found in \"" + way.listing().name() + "\": "
                + (findings.isEmpty() ? "nothing" : findings.size() + " loops of queries, the first of them:"));
        findings.stream().limit(1).flatMap(first -> first.toString().lines()).forEach(line -> faint("    " + line));
    }

    private void faint(String text) {
        terminal.line("  " + terminal.paint(Tone.FAINT, text));
    }
}
