package io.datasafe.benchmarks.report;

import java.util.List;

/**
 * A chart: a row for each figure, in groups.
 *
 * @param title its heading
 * @param axis what the figures are
 * @param groups the groups, from top to bottom
 * @param wide whether the figures differ so much that the axis must be logarithmic
 */
record Chart(String title, String axis, List<Group> groups, boolean wide) {
    /** Rows that are compared with each other. */
    record Group(String name, List<Row> rows) {}

    /** A figure with its quartiles, and what is written beside it. */
    record Row(String label, int rgb, Range figure, String text) {
        Row(String label, int rgb, Range figure) {
            this(label, rgb, figure, Figures.of(figure.middle()));
        }
    }

    double highest() {
        return groups.stream()
                .flatMap(group -> group.rows().stream())
                .mapToDouble(row -> row.figure().high())
                .max()
                .orElse(1);
    }

    double lowest() {
        return groups.stream()
                .flatMap(group -> group.rows().stream())
                .mapToDouble(row -> row.figure().low())
                .filter(low -> low > 0)
                .min()
                .orElse(1);
    }
}
