package io.datasafe.examples.quickstart.graph;

import io.datasafe.examples.quickstart.measure.Measured;
import io.datasafe.examples.quickstart.terminal.Cell;
import io.datasafe.examples.quickstart.terminal.Table;
import io.datasafe.examples.quickstart.terminal.Terminal;
import io.datasafe.examples.quickstart.terminal.Tone;
import java.util.List;
import java.util.function.Function;

/** The answers, and the table of what they take, one way beside the other. */
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
                + " times one depends on another, of any scope, as far as the files were read");
        if (subjects.graph().edges() == 0) {
            terminal.line("  No file names a dependency: questions to the graph are left out.");
        }
        if (subjects.patriarch().isEmpty()) {
            terminal.line("  No file names a parent: questions to the tree are left out.");
        }
        answers.stream().flatMap(each -> each.told().stream()).forEach(this::folded);
        if (!answers.isEmpty()) {
            terminal.line("");
            table().print(terminal);
            footnotes();
        }
    }

    /** A chain of names may be longer than a line. */
    private void folded(String text) {
        String rest = "  " + text;
        while (rest.length() > WIDTH && rest.lastIndexOf(' ', WIDTH) > INDENT.length()) {
            int end = rest.lastIndexOf(' ', WIDTH);
            terminal.line(rest.substring(0, end));
            rest = INDENT + rest.substring(end + 1);
        }
        terminal.line(rest);
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
                "Each way has been asked once before, watched, which counts its queries; of several more times the fastest one counts.");
        if (answers.get(0).datasafe().far().isEmpty()) {
            faint(
                    "Round trips are not counted, and none is delayed: the connection is encrypted, or no proxy can stand in it.");
        } else if (answers.stream()
                .flatMap(each -> each.answers().stream())
                .anyMatch(each -> each.far().isEmpty())) {
            faint("n/a: more than " + Terminal.number(Question.MOST_FAR) + " queries, which nobody wants to wait for.");
        }
    }

    private void faint(String text) {
        terminal.line("  " + terminal.paint(Tone.FAINT, text));
    }
}
