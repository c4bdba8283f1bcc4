package io.datasafe.benchmarks.run;

import io.datasafe.benchmarks.report.Report;
import io.datasafe.benchmarks.server.Server;
import io.datasafe.test.cluster.EmbeddedCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Runs a suite on a PostgreSQL server of its own and reports: {@code benchmarks/run transactions}, {@code
 * benchmarks/run loaders}, {@code benchmarks/run trees}, {@code benchmarks/run watch}, {@code benchmarks/run faults},
 * {@code benchmarks/run pairs}.
 *
 * <p>Writes {@code jmh.json} (or {@code faults.json}), {@code environment.json}, {@code report.md} and charts to {@code
 * benchmarks/results/DATE-SUITE}.
 *
 * @since 0.1
 */
public final class Run {
    private static final Path RESULTS = Path.of("benchmarks", "results");
    private static final Path PAGE = Path.of("docs", "benchmarks.md");

    private Run() {}

    /**
     * Runs.
     *
     * @param args the suite's name, and perhaps a note for {@code environment.json}; for pairs their options too
     */
    public static void main(String[] args) throws Exception {
        if (args.length > 0 && args[0].equals(PairSuite.TITLE)) {
            PairSuite.run(RESULTS, PAGE, PairOptions.parse(List.of(args).subList(1, args.length)));
            return;
        }
        if (args.length < 1 || args.length > 2) {
            throw new IllegalArgumentException("usage: benchmarks/run SUITE [NOTE]");
        }
        String note = args.length == 2 ? args[1] : "";
        if (FaultSuite.isNamed(args[0])) {
            FaultSuite.named(args[0]).run(RESULTS, PAGE, note);
        } else {
            measure(Suite.named(args[0]), note);
        }
    }

    private static void measure(Suite suite, String note) throws IOException, RunnerException {
        Rounds rounds = new Rounds();
        Environment environment;
        Path file = Files.createTempFile("datasafe-benchmarks", ".properties");
        try (EmbeddedCluster cluster = EmbeddedCluster.start()) {
            Server server = Server.of(cluster);
            server.write(file);
            environment = Machine.describe(suite.title(), server.version(), note);
            if (suite.isPublished()) {
                environment.requireClean();
            }
            rounds.run(suite, file);
        } finally {
            Files.delete(file);
        }
        Path directory = RESULTS.resolve(environment.date() + "-" + suite.title());
        Files.createDirectories(directory);
        JmhJson.write(rounds.results(), directory.resolve("jmh.json"));
        Files.writeString(directory.resolve("environment.json"), JmhJson.GSON.toJson(environment) + "\n");
        Report.main(
                suite.isPublished()
                        ? new String[] {directory.toString(), PAGE.toString()}
                        : new String[] {directory.toString()});
    }
}
