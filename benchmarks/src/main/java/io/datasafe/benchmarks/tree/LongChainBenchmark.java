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
 * A chain of 1,000 nodes: one below the other.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar LongChainBenchmark -p delay=0 -prof io.datasafe.benchmarks.server.TripProfiler
 * }</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 10, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class LongChainBenchmark {
    /** The limit: the best recursive query, written by hand. */
    @Benchmark
    @Trips(1)
    public long bareJdbc(Chain chain) throws SQLException {
        return Found.sum(ByHand.below(chain.connection(), chain.root()));
    }

    /** A query for each level. */
    @Benchmark
    @Trips(value = 1, eachLevel = true)
    public long jooqLevels(Chain chain) {
        return Found.sum(JooqQueries.levels(chain.dsl(), chain.root()));
    }

    /** {@code Tree.descendants()}. */
    @Benchmark
    @Trips(1)
    public long datasafe(Chain chain) {
        return Trees.sum(Trees.BELOW.fetch(chain.dsl(), chain.root()));
    }
}
