package io.datasafe.test.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads the last lines of a program's output, for messages. */
final class LogTail {
    private static final int LINES = 20;

    private LogTail() {}

    static String of(String text) {
        List<String> lines = text.lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    }

    static String of(Path log) {
        return of(read(log));
    }

    /** {@return the whole log, or a line that says why it cannot be read} */
    static String read(Path log) {
        try {
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "(its log cannot be read: " + e + ")";
        }
    }
}
