package io.datasafe.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs {@code benchmarks.jar} as readers of the documentation do. */
class BenchmarksJarIT {
    private static final Path JAR = Path.of("target", "benchmarks.jar");

    @Test
    void listsTheBenchmarks() throws Exception {
        assertThat(run("-jar", JAR.toString(), "-l"))
                .contains("EmptyTransactionBenchmark.datasafe", "HotRowsBenchmark.datasafe");
    }

    @Test
    void runsABenchmarkInAFork() throws Exception {
        assertThat(run(
                        "-jar",
                        JAR.toString(),
                        "PlainTransactionBenchmark.datasafe$",
                        "-f1",
                        "-wi",
                        "0",
                        "-i",
                        "1",
                        "-r",
                        "10ms",
                        "-foe",
                        "true",
                        "-p",
                        "delay=0.5",
                        "-p",
                        "statement=select",
                        "-prof",
                        "io.datasafe.benchmarks.server.TripProfiler"))
                .contains("PlainTransactionBenchmark.datasafe:roundTrips")
                .containsPattern("roundTrips .* 2\\.000 ");
    }

    private static String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Djmh.ignoreLock=true"));
        command.addAll(List.of(arguments));
        Process java = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor()).as(out).isZero();
        return out;
    }
}
