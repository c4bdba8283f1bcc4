package io.datasafe.benchmarks.report;

import java.util.StringJoiner;

/** Breaks long lines of prose as the documentation does. A row of a table is one line, however long it is. */
final class Lines {
    private static final int WIDTH = 120;

    private Lines() {}

    static String wrap(String markdown) {
        StringJoiner lines = new StringJoiner("\n");
        for (String line : markdown.split("\n", -1)) {
            lines.add(line.startsWith("|") || line.startsWith("![") ? line : wrapLine(line));
        }
        return lines.toString();
    }

    private static String wrapLine(String line) {
        String indent = line.startsWith("- ") ? "  " : "";
        StringBuilder out = new StringBuilder();
        String rest = line;
        while (rest.length() > WIDTH) {
            int end = rest.lastIndexOf(' ', WIDTH);
            if (end <= indent.length()) {
                break;
            }
            out.append(rest, 0, end).append('\n');
            rest = indent + rest.substring(end + 1);
        }
        return out.append(rest).toString();
    }
}
