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
 * A subtree of 111,111 nodes out of a million.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar LargeSubtreeBenchmark -p nodes=111111 -p delay=0 -prof io.datasafe.benchmarks.server.TripProfiler
 * }</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
public class LargeSubtreeBenchmark {
    /** The limit of one query, written by hand. */
    @Benchmark
    @Trips(1)
    public long bareJdbc(Subtree subtree) throws SQLException {
        return Found.sum(ByHand.below(subtree.connection(), subtree.root()));
    }

    /** A query for each level. */
    @Benchmark
    @Trips(value = 1, eachLevel = true)
    public long levels(Subtree subtree) throws SQLException {
        return Found.sum(ByHand.levels(subtree.connection(), subtree.root()));
    }

    /** The same in jOOQ. */
    @Benchmark
    @Trips(value = 1, eachLevel = true)
    public long jooqLevels(Subtree subtree) {
        return Found.sum(JooqQueries.levels(subtree.dsl(), subtree.root()));
    }

    /** A copy of the tree as ltree, with a GiST index. */
    @Benchmark
    @Trips(1)
    public long ltree(Subtree subtree) throws SQLException {
        return Found.sum(ByHand.ltree(subtree.connection(), subtree.root()));
    }

    /** A row for each node and each of its ancestors. */
    @Benchmark
    @Trips(1)
    public long closureTable(Subtree subtree) throws SQLException {
        return Found.sum(ByHand.closure(subtree.connection(), subtree.root()));
    }

    /** {@code Tree.descendants()}. */
    @Benchmark
    @Trips(1)
    public long datasafe(Subtree subtree) {
        return Trees.sum(Trees.BELOW.fetch(subtree.dsl(), subtree.root()));
    }
}
