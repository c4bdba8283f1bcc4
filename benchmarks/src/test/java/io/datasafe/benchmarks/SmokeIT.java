package io.datasafe.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.benchmarks.server.Server;
import io.datasafe.test.cluster.EmbeddedCluster;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs every benchmark for a moment, so that none rots; each checks its round trips or its accounts itself. */
class SmokeIT {
    private static EmbeddedCluster cluster;

    @BeforeAll
    static void start(@TempDir Path directory) {
        cluster = EmbeddedCluster.start();
        Path file = directory.resolve("server.properties");
        Server.of(cluster).write(file);
        System.setProperty(Server.PROPERTY, file.toString());
    }

    @AfterAll
    static void stop() {
        System.clearProperty(Server.PROPERTY);
        cluster.close();
    }

    @Test
    void runsEveryBenchmark() throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(".*")
                        .forks(0)
                        .threads(1)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(10))
                        .param("pool", "none", "hikari")
                        .param("delay", "0")
                        .param("statement", "insert")
                        .param("retry", "within3s")
                        .param("keys", "3", "100")
                        .param("authors", "1000")
                        .param("books", "100")
                        .param("depth", "4")
                        .param("nodes", "11")
                        .param("chains", "3")
                        .param("length", "20")
                        .param("children", "20")
                        .param("diamonds", "3")
                        .param("vertices", "1000")
                        .param("hops", "5")
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();

        Set<String> ran = new TreeSet<>();
        results.forEach(result -> ran.add(result.getParams().getBenchmark()));
        assertThat(ran).isNotEmpty().isEqualTo(listed());
    }

    private static Set<String> listed() {
        Set<String> listed = new TreeSet<>();
        BenchmarkList.defaultList()
                .getAll(OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), List.of())
                .forEach(entry -> listed.add(entry.getUsername()));
        return listed;
    }
}
