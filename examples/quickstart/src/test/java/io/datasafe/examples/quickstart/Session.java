package io.datasafe.examples.quickstart;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One use of the command.
 *
 * @param exitCode what it exits with
 * @param out what it prints
 * @param err what it complains about
 */
record Session(int exitCode, String out, String err) {
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

    /** The last cell of a row of the table: datasafe's. */
    String datasafe(String row) {
        String line = out.lines()
                .filter(each -> each.startsWith("  " + row + "  "))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row \"" + row + "\" in:\n" + out));
        return line.substring(line.lastIndexOf("   ") + 3).strip();
    }
}
