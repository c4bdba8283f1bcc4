package io.datasafe.test.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own that runs a class of these tests, to be killed or run as somebody else. */
final class ChildJvm {
    private ChildJvm() {}

    /** {@return the words that run a class with this JVM's Java and class path} */
    static List<String> command(Class<?> main, String... arguments) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
        words.addAll(List.of(arguments));
        return words;
    }

    static Process start(List<String> words) throws IOException {
        return new ProcessBuilder(words).redirectErrorStream(true).start();
    }

    /** {@return the rest of the first line that starts so} */
    static String lineAfter(BufferedReader output, String start) throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(start)) {
                return line.substring(start.length());
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("the child ended without \"" + start + "\" but with:\n" + said);
    }
}
