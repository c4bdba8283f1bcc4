package io.datasafe.benchmarks.run;

import com.google.gson.JsonObject;
import io.datasafe.benchmarks.pair.ForkBlocks;
import io.datasafe.benchmarks.pair.Pair;
import io.datasafe.benchmarks.pair.PairFork;
import io.datasafe.benchmarks.pair.PairResult;
import io.datasafe.benchmarks.report.Report;
import io.datasafe.benchmarks.server.Server;
import io.datasafe.test.cluster.EmbeddedCluster;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.CompilerHints;

/**
 * Runs pairs, each in three JVMs: blocks of ours and of the peer in turn, so that both meet the same noise, and the
 * ratio of neighbours.
 *
 * <pre>{@code
 * benchmarks/run pairs                                               # all pairs that are published
 * benchmarks/run pairs --draft --only 'plain.*'                      # some, into benchmarks/target/pairs
 * benchmarks/run pairs --draft --only 'plain.*' --against CHECKOUT   # ours beside ours as compiled in another checkout
 * }</pre>
 *
 * <p>Writes a file of JSON for each pair: every block, the warm-up's too, and what it was measured on.
 */
final class PairSuite {
    static final String TITLE = "pairs";

    private static final int FORKS = 3;
    private static final int BLOCKS = 80;
    private static final Path DRAFTS = Path.of("benchmarks", "target");

    private PairSuite() {}

    static void run(Path results, Path page, PairOptions options) throws Exception {
        List<Pair> pairs = options.pairs();
        Map<Pair, List<PairFork.Answer>> answers = new LinkedHashMap<>();
        Environment environment;
        Path server = Files.createTempFile("datasafe-benchmarks", ".properties");
        try (EmbeddedCluster cluster = EmbeddedCluster.start()) {
            Server running = Server.of(cluster);
            running.write(server);
            environment = Machine.describe(TITLE, running.version(), options.note());
            if (!options.draft()) {
                environment.requireClean();
            }
            for (int fork = 1; fork <= FORKS; fork++) {
                for (Pair pair : pairs) {
                    PairFork.Answer answer = fork(pair, options, server);
                    answers.computeIfAbsent(pair, p -> new ArrayList<>()).add(answer);
                    tell(fork, pair, answer.blocks());
                }
            }
        } finally {
            Files.delete(server);
        }
        Path directory = (options.draft() ? DRAFTS : results).resolve(environment.date() + "-" + TITLE);
        Files.createDirectories(directory);
        for (Map.Entry<Pair, List<PairFork.Answer>> each : answers.entrySet()) {
            write(each.getKey(), each.getValue(), environment, directory);
        }
        Report.main(
                options.draft()
                        ? new String[] {directory.toString()}
                        : new String[] {directory.toString(), page.toString()});
    }

    private static PairFork.Answer fork(Pair pair, PairOptions options, Path server) throws Exception {
        Path task = Files.createTempFile("datasafe-pair", ".json");
        Path answer = Files.createTempFile("datasafe-pair", ".json");
        try {
            Files.writeString(task, JmhJson.GSON.toJson(new PairFork.Task(pair, BLOCKS, options.before())));
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            // What JMH tells the compiler: not to inline the loops, and not to optimise away what they consume.
            CompilerHints.addCompilerHints(command);
            // Code waits for its compiler: else a warm-up on a busy machine ends before the compiler has had a core.
            command.add("-Xbatch");
            command.add("-D" + Server.PROPERTY + "=" + server);
            command.add("-cp");
            command.add(System.getProperty("java.class.path"));
            command.add(PairFork.class.getName());
            command.add(task.toString());
            command.add(answer.toString());
            int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (exit != 0) {
                throw new IllegalStateException("the JVM of " + pair.name() + " ended with " + exit);
            }
            return JmhJson.GSON.fromJson(Files.readString(answer), PairFork.Answer.class);
        } finally {
            Files.delete(task);
            Files.delete(answer);
        }
    }

    private static void tell(int fork, Pair pair, ForkBlocks blocks) {
        PrintStream out = System.out;
        out.println(fork + " of " + FORKS + ": " + pair.name() + ", " + blocks.warmUpBlocks() + " blocks of warm-up"
                + (blocks.settled() ? "" : ", which was still falling"));
    }

    private static void write(Pair pair, List<PairFork.Answer> answers, Environment environment, Path directory)
            throws IOException {
        PairResult result = new PairResult(
                pair,
                answers.get(0).unit(),
                answers.stream().map(PairFork.Answer::blocks).toList());
        JsonObject json = JmhJson.GSON.toJsonTree(result).getAsJsonObject();
        json.add("environment", JmhJson.GSON.toJsonTree(environment));
        Files.writeString(directory.resolve(pair.name() + ".json"), JmhJson.COMPACT.toJson(json) + "\n");
    }
}
