package io.datasafe.benchmarks.pair;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.WorkloadParams;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Reads JMH's list of benchmarks, and makes the parameters that JMH's runner would make. */
final class Benchmarks {
    private static final TimeValue LONGEST = TimeValue.minutes(10);

    private Benchmarks() {}

    static BenchmarkListEntry find(String benchmark, String method) {
        String name = "." + benchmark + "." + method;
        return BenchmarkList.defaultList()
                .getAll(OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), List.of())
                .stream()
                .filter(entry -> entry.getUsername().endsWith(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no benchmark " + benchmark + "." + method));
    }

    static BenchmarkParams params(BenchmarkListEntry entry, Map<String, String> chosen, int blockMillis) {
        Map<String, String[]> offered = entry.getParams().orElse(new HashMap<>());
        if (!offered.keySet().containsAll(chosen.keySet())) {
            throw new IllegalArgumentException(
                    entry.getUsername() + " has the parameters " + offered.keySet() + ", not " + chosen.keySet());
        }
        WorkloadParams values = new WorkloadParams();
        new TreeMap<>(offered).forEach((name, all) -> values.put(name, chosen.getOrDefault(name, all[0]), 0));
        IterationParams block =
                new IterationParams(IterationType.MEASUREMENT, 1, TimeValue.milliseconds(blockMillis), 1);
        return new BenchmarkParams(
                entry.getUsername(),
                entry.generatedTarget(),
                // Threads of a block need not begin at the same moment: one that sleeps before a retry would hold up
                // the others.
                false,
                entry.getThreads().orElse(1),
                entry.getThreadGroups(),
                List.of(),
                1,
                0,
                block,
                block,
                entry.getMode(),
                values,
                entry.getTimeUnit().orElse(TimeUnit.SECONDS),
                entry.getOperationsPerInvocation().orElse(1),
                "",
                List.of(),
                System.getProperty("java.version"),
                System.getProperty("java.vm.name"),
                System.getProperty("java.vm.version"),
                "",
                LONGEST);
    }
}
