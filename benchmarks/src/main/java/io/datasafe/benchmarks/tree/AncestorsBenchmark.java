package io.datasafe.benchmarks.tree;

import io.datasafe.benchmarks.server.Trips;
import io.datasafe.jooq.tree.Nodes;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What lies above each of 100 leaves, up to the root of a tree of a million nodes.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar AncestorsBenchmark -p delay=0.5 -prof io.datasafe.benchmarks.server.TripProfiler
 * }</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 10, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class AncestorsBenchmark {
    /** The limit: all chains in one query, written by hand. */
    @Benchmark
    @Trips(1)
    public long bareJdbc(Leaves leaves) throws SQLException {
        return Found.sumOfGroups(ByHand.above(
                leaves.connection(),
                leaves.ids().stream().mapToLong(Long::longValue).toArray()));
    }

    /** The manual's recursion, for one leaf after the other. */
    @Benchmark
    @Trips(value = 0, keysEach = 1)
    public long jooqLoop(Leaves leaves) {
        Map<Long, List<Found>> chains = new HashMap<>();
        for (Long leaf : leaves.ids()) {
            chains.put(leaf, JooqQueries.above(leaves.dsl(), leaf));
        }
        return Found.sumOfGroups(chains);
    }

    /** {@code Tree.ancestors()}, all at once. */
    @Benchmark
    @Trips(1)
    public long datasafe(Leaves leaves) {
        return Trees.sumOfGroups(Trees.ABOVE.fetchGroups(leaves.dsl(), leaves.ids()));
    }

    /** The same for one leaf after the other. */
    @Benchmark
    @Trips(value = 0, keysEach = 1)
    public long datasafeLoop(Leaves leaves) {
        Map<Long, Nodes<Long, String>> chains = new HashMap<>();
        for (Long leaf : leaves.ids()) {
            chains.put(leaf, Trees.ABOVE.fetch(leaves.dsl(), leaf));
        }
        return Trees.sumOfGroups(chains);
    }
}
