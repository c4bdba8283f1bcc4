package io.datasafe.examples.quickstart.graph;

import io.datasafe.examples.quickstart.measure.Measured;
import io.datasafe.examples.quickstart.terminal.Cell;
import io.datasafe.examples.quickstart.terminal.Table;
import io.datasafe.examples.quickstart.terminal.Terminal;
import io.datasafe.examples.quickstart.terminal.Tone;
import java.util.List;
import java.util.function.Function;

/** The answers, and the table of their costs with the ways side by side. */
final class GraphReport {
    private static final int WIDTH = 120;
    private static final String INDENT = "      ";

    private final Terminal terminal;
    private final Subjects subjects;
    private final List<Answered<?>> answers;

    GraphReport(Terminal terminal, Subjects subjects, List<Answered<?>> answers) {
        this.terminal = terminal;
        this.subjects = subjects;
        this.answers = answers;
    }

    void print() {
        terminal.line("  " + Terminal.number(subjects.artifacts().size()) + " artifacts, "
                + Terminal.number(subjects.graph().edges())
                + " dependencies between them, of any scope, in the files that were read");
        if (subjects.graph().edges() == 0) {
            terminal.line("  No file names a dependency: the questions about the graph are skipped.");
        }
        if (subjects.patriarch().isEmpty()) {
            terminal.line("  No file names a parent: the questions about the tree are skipped.");
        }
        answers.stream().flatMap(each -> each.inWords().stream()).forEach(this::folded);
        if (!answers.isEmpty()) {
            terminal.line("");
            table().print(terminal);
            footnotes();
        }
    }

    /** Wraps a chain of names that is longer than a line. */
    private void folded(String text) {
        String rest = "  " + text;
        while (rest.length() > WIDTH && arrow(rest) > 0) {
            int end = arrow(rest) + 2;
            terminal.line(rest.substring(0, end));
            rest = INDENT + rest.substring(end + 1);
        }
        terminal.line(rest);
    }

    /** The position of the last arrow before the end of the line; -1 if there is none. */
    private static int arrow(String text) {
        return Math.max(text.lastIndexOf("-> ", WIDTH - 2), text.lastIndexOf("<- ", WIDTH - 2));
    }

    private Table table() {
        Table table =
                new Table(answers.get(0).answers().stream().map(Measured::way).toList());
        for (Answered<?> each : answers) {
            table.section(each.question().label());
            row(table, "queries", each, measured -> Cell.of(measured.queries()));
            row(table, "round trips", each, Measured::roundTrips);
            row(table, "time", each, Measured::nearTime);
            if (each.datasafe().far().isPresent()) {
                row(table, Measured.FAR, each, Measured::farTime);
            }
        }
        return table;
    }

    private static void row(Table table, String label, Answered<?> answered, Function<Measured<?>, Cell> cell) {
        table.row("  " + label, answered.answers().stream().<Cell>map(cell).toList());
    }

    private void footnotes() {
        terminal.line("");
        faint(
                "Each way first ran once under the watch, which counts its queries; the time is the fastest of several more runs.");
        if (answers.get(0).datasafe().far().isEmpty()) {
            faint(
                    "Round trips are neither counted nor delayed: the connection is encrypted, or no proxy can stand in between.");
        } else if (answers.stream()
                .flatMap(each -> each.answers().stream())
                .anyMatch(each -> each.far().isEmpty())) {
            faint("n/a: more than " + Terminal.number(Question.MOST_FAR) + " queries, which would take many seconds.");
        }
    }

    private void faint(String text) {
        terminal.line("  " + terminal.paint(Tone.FAINT, text));
    }
}
