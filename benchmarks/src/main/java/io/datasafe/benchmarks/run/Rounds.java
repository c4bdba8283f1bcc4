package io.datasafe.benchmarks.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Runs a suite round by round, and puts the forks of each benchmark together as if JMH had run them one after the
 * other.
 */
final class Rounds {
    private record Forks(BenchmarkParams params, List<BenchmarkResult> results) {}

    private final Map<String, Forks> forks = new LinkedHashMap<>();

    void run(Suite suite, Path server) throws RunnerException {
        if (!suite.isPublished()) {
            for (Step step : suite.steps()) {
                new Runner(step.briefly(server)).run().forEach(this::add);
            }
            return;
        }
        int rounds = suite.steps().stream().mapToInt(Step::rounds).max().orElse(0);
        for (int round = 0; round < rounds; round++) {
            for (Step step : suite.steps()) {
                if (round < step.rounds()) {
                    new Runner(step.options(server)).run().forEach(this::add);
                }
            }
        }
    }

    Collection<RunResult> results() {
        return forks.values().stream()
                .map(each -> new RunResult(each.params, each.results))
                .toList();
    }

    private void add(RunResult result) {
        BenchmarkParams params = result.getParams();
        StringBuilder key = new StringBuilder(params.getBenchmark());
        params.getParamsKeys().forEach(name -> key.append(' ').append(params.getParam(name)));
        forks.computeIfAbsent(key.toString(), k -> new Forks(params, new ArrayList<>()))
                .results
                .addAll(result.getBenchmarkResults());
    }
}
