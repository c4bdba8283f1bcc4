package io.datasafe.benchmarks.tree;

import io.datasafe.benchmarks.server.Trips;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What is below four leaves of a tree whose nodes have 1,000 children each: nothing, which the planner does not expect.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar FanBenchmark -prof io.datasafe.benchmarks.server.TripProfiler
 * }</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 10, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class FanBenchmark {
    /** The limit: the best recursive query, written by hand. */
    @Benchmark
    @Trips(1)
    public long bareJdbc(Fan fan) throws SQLException {
        return Found.sum(ByHand.below(
                fan.connection(),
                fan.leaves().stream().mapToLong(Long::longValue).toArray()));
    }

    /** The manual's recursion, joined with the table. */
    @Benchmark
    @Trips(1)
    public long jooqRecursive(Fan fan) {
        return Found.sum(JooqQueries.below(fan.dsl(), fan.leaves()));
    }

    /** {@code Tree.descendants()}. */
    @Benchmark
    @Trips(1)
    public long datasafe(Fan fan) {
        return Trees.sum(Trees.BELOW.fetch(fan.dsl(), fan.leaves()));
    }
}
