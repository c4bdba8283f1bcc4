package io.datasafe.benchmarks.server;

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
 * Publishes the counted round trips beside the time: {@code -prof io.datasafe.benchmarks.server.TripProfiler}.
 *
 * @since 0.1
 */
public final class TripProfiler implements InternalProfiler {
    /** The name of the metric. */
    public static final String METRIC = "roundTrips";

    /** Made by JMH. */
    public TripProfiler() {}

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        // The count was made at the trial's set-up.
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        int trips = TripCount.last();
        return trips < 0 ? List.of() : List.of(new ScalarResult(METRIC, trips, "#/op", AggregationPolicy.AVG));
    }

    @Override
    public String getDescription() {
        return "Network round trips per operation, counted by a proxy";
    }
}
