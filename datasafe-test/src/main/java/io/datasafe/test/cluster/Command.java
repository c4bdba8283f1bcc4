package io.datasafe.test.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Runs a short program to its end. */
final class Command {
    private Command() {}

    /** {@return what the program printed} */
    static String run(List<String> words, String purpose) {
        return run(words, Map.of(), purpose);
    }

    static String run(List<String> words, Map<String, String> environment, String purpose) {
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw new ClusterException(purpose + " failed: " + words.get(0) + " ended with code " + code
                        + Remedy.of(output) + "\n" + LogTail.of(output));
            }
            return output;
        } catch (IOException e) {
            throw new ClusterException(purpose + " failed: " + e.getMessage() + Remedy.of(String.valueOf(e)), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("interrupted while " + purpose, e);
        }
    }
}
