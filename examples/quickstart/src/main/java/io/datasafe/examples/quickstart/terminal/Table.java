package io.datasafe.examples.quickstart.terminal;

import java.util.ArrayList;
import java.util.List;

/**
 * A table with a column of labels, aligned left, and columns of cells, aligned right. Not thread-safe.
 *
 * @since 0.1
 */
public final class Table {
    private static final String GAP = "   ";

    private record Row(String label, List<Cell> cells) {}

    private final List<Row> rows = new ArrayList<>();

    /**
     * Makes a table.
     *
     * @param headings the headings of the columns
     */
    public Table(List<String> headings) {
        row("", headings.stream().map(each -> new Cell(each, Tone.STRONG)).toList());
    }

    /**
     * Adds a row.
     *
     * @param label the row's label
     * @param cells one for each column
     * @return this table
     * @throws IllegalArgumentException if there are more cells than columns, or fewer
     */
    public Table row(String label, List<Cell> cells) {
        if (!rows.isEmpty() && cells.size() != rows.get(0).cells().size()) {
            throw new IllegalArgumentException("row \"" + label + "\" has " + cells.size() + " cells, must have "
                    + rows.get(0).cells().size() + ", as the heading");
        }
        rows.add(new Row(label, List.copyOf(cells)));
        return this;
    }

    /**
     * Adds a heading for the rows that follow.
     *
     * @param label the heading
     * @return this table
     */
    public Table section(String label) {
        rows.add(new Row(label, List.of()));
        return this;
    }

    /**
     * Prints the table.
     *
     * @param terminal where to print
     */
    public void print(Terminal terminal) {
        int labels = rows.stream()
                .filter(row -> !row.cells().isEmpty())
                .mapToInt(row -> row.label().length())
                .max()
                .orElse(0);
        int[] widths = new int[rows.get(0).cells().size()];
        for (Row row : rows) {
            for (int i = 0; i < row.cells().size(); i++) {
                widths[i] = Math.max(widths[i], row.cells().get(i).text().length());
            }
        }
        for (int i = 0; i < rows.size(); i++) {
            terminal.line("  " + text(rows.get(i), labels, widths, terminal));
            if (i == 0) {
                terminal.line("  " + rule(labels, widths, terminal));
            }
        }
    }

    private static String text(Row row, int labels, int[] widths, Terminal terminal) {
        if (row.cells().isEmpty()) {
            return row.label();
        }
        StringBuilder line = new StringBuilder(row.label())
                .append(" ".repeat(labels - row.label().length()));
        for (int i = 0; i < widths.length; i++) {
            Cell cell = row.cells().get(i);
            line.append(GAP)
                    .append(" ".repeat(widths[i] - cell.text().length()))
                    .append(terminal.paint(cell.tone(), cell.text()));
        }
        return line.toString();
    }

    private static String rule(int labels, int[] widths, Terminal terminal) {
        StringBuilder line = new StringBuilder(terminal.rule(labels));
        for (int width : widths) {
            line.append(GAP).append(terminal.rule(width));
        }
        return line.toString();
    }
}
