package io.datasafe.examples.quickstart;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * One use of the command.
 *
 * @param exitCode what it exits with
 * @param out what it prints
 * @param err what it complains about
 */
record Session(int exitCode, String out, String err) {
    static final String FAULTS = "Transactions on a network that breaks";
    static final String GRAPH = "The graph of dependencies and the tree of parents";
    static final String LISTING = "A list of all versions with what belongs to each";
    static final String CONFLICTS = "Transactions that conflict";

    static Session of(Map<String, String> environment, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = Quickstart.run(
                environment,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                args);
        return new Session(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    static Session of(String... args) {
        return of(Map.of(), args);
    }

    /** The last cell of a row of the table under this heading: datasafe's. */
    String datasafe(String heading, String row) {
        List<String> cells = cells(heading, row);
        return cells.get(cells.size() - 1);
    }

    /** The cells of a row of the table under this heading, one for each contender. */
    List<String> cells(String heading, String row) {
        return cells(heading, heading, row);
    }

    /** The cells of a row that stands below the line of a section in the table under this heading. */
    List<String> cells(String heading, String section, String row) {
        String line = out.lines()
                .dropWhile(each -> !each.equals(heading))
                .dropWhile(each -> !each.strip().equals(section))
                .filter(each -> each.startsWith("  " + row + "  "))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row \"" + row + "\" under \"" + heading + "\" in:\n" + out));
        return List.of(line.substring(row.length() + 2).strip().split(" {3,}"));
    }
}
