package io.datasafe.examples.quickstart.ingest;

import io.datasafe.examples.quickstart.step.Context;
import io.datasafe.examples.quickstart.terminal.Cell;
import io.datasafe.examples.quickstart.terminal.Table;
import io.datasafe.examples.quickstart.terminal.Terminal;
import io.datasafe.examples.quickstart.terminal.Tone;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** The table of the contenders side by side, with its footnotes. */
final class IngestReport {
    private final Context context;
    private final List<Outcome> outcomes;
    private final Table table;

    IngestReport(Context context, List<Outcome> outcomes) {
        this.context = context;
        this.outcomes = outcomes;
        this.table =
                new Table(outcomes.stream().map(each -> each.contender().name()).toList());
    }

    void print() {
        row("isolation level", each -> Cell.of(each.contender().isolation()));
        row("files to store", each -> Cell.of(each.poms()));
        zero("files given up after an error", each -> each.tally().givenUpCount());
        zero("files reported as stored, but not there", Outcome::silentlyLost);
        row("rows stored", each -> Cell.of(each.stored().count()));
        zero("rows lost", Outcome::rowsLost);
        zero("rows doubled", Outcome::rowsDoubled);
        zero("additions lost in counters", each -> each.counters().lost());
        zero("additions doubled in counters", each -> each.counters().doubled());
        zero("announced twice, or for nothing", Outcome::wronglyAnnounced);
        row("attempts", each -> Cell.of(each.tally().attempts()));
        row("most attempts for one file", each -> Cell.of(each.tally().mostAttempts()));
        row(
                "round trips",
                each -> each.roundTrips().isPresent()
                        ? Cell.of(each.roundTrips().getAsLong())
                        : Cell.of("n/a"));
        row("time", each -> Cell.of(Terminal.seconds(each.nanos())));
        table.print(context.terminal());
        footnotes();
    }

    private void row(String label, Function<Outcome, Cell> cell) {
        table.row(label, outcomes.stream().map(cell).toList());
    }

    private void zero(String label, ToLongFunction<Outcome> number) {
        row(label, each -> Cell.shouldBeZero(number.applyAsLong(each)));
    }

    private void footnotes() {
        Terminal terminal = context.terminal();
        terminal.line("");
        terminal.line("  All contenders send the same statements for a file, on " + context.threads()
                + " threads, into empty tables, after a warm-up. The transactions around them differ:");
        for (Outcome each : outcomes) {
            faint(each.contender().name() + ": " + each.contender().manner());
            faint("    errors met, by SQLSTATE: " + each.failures());
        }
        faint("A licence's name of more than " + LicenceStore.NAME_LENGTH
                + " characters does not fit its column (22001). The code means to skip it and keep the file.");
        faint("The server looks for deadlocks (40P01) after " + context.server().deadlockTimeout()
                + "; each deadlock costs its transactions that time.");
        if (context.server().roundTrips().isEmpty()) {
            faint("Round trips are not counted: the connection is encrypted, or no proxy can stand in it.");
        }
    }

    private void faint(String text) {
        context.terminal().line("  " + context.terminal().paint(Tone.FAINT, text));
    }
}
