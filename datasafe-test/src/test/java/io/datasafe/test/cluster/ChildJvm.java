package io.datasafe.test.cluster;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own that runs a class of these tests, to be killed or run as somebody else. */
final class ChildJvm {
    private ChildJvm() {}

    /** {@return the words that run a class with this JVM's Java and class path} */
    static List<String> command(Class<?> main, String... arguments) {
        return command(classPath(), main, arguments);
    }

    static List<String> command(String classPath, Class<?> main, String... arguments) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-cp",
                classPath,
                main.getName()));
        words.addAll(List.of(arguments));
        return words;
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** Copies the class path to where anybody may read it. {@return the class path of the copy} */
    static String readableClassPath(Path directory) throws IOException {
        List<String> copies = new ArrayList<>();
        for (String entry : classPath().split(File.pathSeparator)) {
            Path from = Path.of(entry);
            if (Files.exists(from)) {
                Path to = directory.resolve(copies.size() + "-" + from.getFileName());
                Directories.copy(from, to);
                copies.add(to.toString());
            }
        }
        Command.run(List.of("chmod", "-R", "a+rX", directory.toString()), "making the class path readable");
        return String.join(File.pathSeparator, copies);
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

    /** Runs a command to its end. {@return all that it printed} */
    static String run(List<String> words) throws IOException, InterruptedException {
        Process process = start(words);
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        return said;
    }
}
