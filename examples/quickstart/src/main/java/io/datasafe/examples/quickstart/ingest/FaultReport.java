package io.datasafe.examples.quickstart.ingest;

import io.datasafe.examples.quickstart.step.Context;
import io.datasafe.examples.quickstart.terminal.Cell;
import io.datasafe.examples.quickstart.terminal.Table;
import io.datasafe.examples.quickstart.terminal.Terminal;
import io.datasafe.examples.quickstart.terminal.Tone;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table of the faults' effects: first the outcomes of the files by fault, then the effects on the data. */
final class FaultReport {
    private final Terminal terminal;
    private final List<FaultOutcome> outcomes;
    private final Table table;

    FaultReport(Context context, List<FaultOutcome> outcomes) {
        this.terminal = context.terminal();
        this.outcomes = outcomes;
        this.table = new Table(
                outcomes.stream().map(each -> each.outcome().contender().name()).toList());
    }

    void print() {
        for (PlannedFault fault : PlannedFault.values()) {
            row(fault.label(), each -> fates(each, fault));
        }
        row("no fault, only conflicts", each -> fates(each, null));
        row("faults that happened", each -> Cell.of(each.met().size()));
        zero("outcomes left unknown to the caller", each -> each.count(Fate::isUnknown));
        zero("files given up after an error", each -> each.count(Fate::isGivenUp));
        zero("files reported as stored, but not there", each -> each.outcome().silentlyLost());
        zero("rows lost", each -> each.outcome().rowsLost());
        zero("rows doubled", each -> each.outcome().rowsDoubled());
        zero("additions lost in counters", each -> each.outcome().counters().lost());
        zero("additions doubled in counters", each -> each.outcome().counters().doubled());
        zero("stored and never announced", each -> each.outcome().notAnnounced());
        zero("announced twice, or for nothing", each -> each.outcome().wronglyAnnounced());
        table.print(terminal);
        footnotes();
    }

    private void row(String label, Function<FaultOutcome, Cell> cell) {
        table.row(label, outcomes.stream().map(cell).toList());
    }

    private void zero(String label, ToLongFunction<FaultOutcome> number) {
        row(label, each -> Cell.shouldBeZero(number.applyAsLong(each)));
    }

    private static Cell fates(FaultOutcome outcome, @Nullable PlannedFault fault) {
        Map<Fate, Integer> fates = outcome.fates(fault);
        String text = fates.entrySet().stream()
                .map(each ->
                        Terminal.number(each.getValue()) + " " + each.getKey().label())
                .collect(Collectors.joining(", "));
        boolean good = Set.of(Fate.ONCE).containsAll(fates.keySet());
        return new Cell(text.isEmpty() ? "-" : text, good ? Tone.GOOD : Tone.BAD);
    }

    private void footnotes() {
        terminal.line("");
        for (FaultOutcome each : outcomes) {
            Contender contender = each.outcome().contender();
            faint(contender.name() + " (" + contender.isolation() + "): " + contender.manner());
            faint("    errors met, by SQLSTATE: " + each.outcome().failures());
        }
        Tally datasafe = outcomes.get(outcomes.size() - 1).outcome().tally();
        faint("    COMMITs without a reply, resolved: " + datasafe.resolvedToCommitted()
                + " committed, reported as stored; " + datasafe.resolvedToRolledBack() + " rolled back, run again");
        faint("The error is the same (08006) whether COMMIT arrived or not: the code alone cannot tell.");
    }

    private void faint(String text) {
        terminal.line("  " + terminal.paint(Tone.FAINT, text));
    }
}
