package io.datasafe.benchmarks.server;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Publishes what was counted before the trial beside the time: {@code -prof
 * io.datasafe.benchmarks.server.TripProfiler}.
 *
 * @since 0.1
 */
public final class TripProfiler implements InternalProfiler {
    /** The name of the metric. */
    public static final String METRIC = "roundTrips";

    /** The name of the metric of benchmarks that count the pages that the server looks at. */
    public static final String BUFFERS = "buffers";

    /** The name of the metric of benchmarks that change a tree. */
    public static final String CYCLES = "cycles";

    /** Made by JMH. */
    public TripProfiler() {}

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        // Counts are made at the trial's set-up, or when an iteration is torn down.
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        List<Result<?>> counted = new ArrayList<>();
        add(counted, METRIC, TripCount.last());
        add(counted, BUFFERS, BufferCount.last());
        add(counted, CYCLES, CycleCount.last());
        return counted;
    }

    private static void add(List<Result<?>> counted, String metric, long count) {
        if (count >= 0) {
            counted.add(new ScalarResult(metric, count, "#/op", AggregationPolicy.AVG));
        }
    }

    @Override
    public String getDescription() {
        return "Network round trips per operation, counted by a proxy, pages that the server looks at, and loops left in a tree";
    }
}
