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
 * 100 chains of 1,000 nodes, read by queries that would end if there were a loop.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar CycleGuardBenchmark -prof io.datasafe.benchmarks.server.TripProfiler
 * }</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
public class CycleGuardBenchmark {
    private static final String CYCLE =
            "with recursive w as (select id, parent_id, name, 0 depth from node where id = any(?)"
                    + " union all select n.id, n.parent_id, n.name, w.depth + 1 from w join node n on n.parent_id = w.id)"
                    + " cycle id set is_cycle using path select id, name, depth from w where not is_cycle";

    private static final String PATH =
            "with recursive w as (select id, parent_id, name, 0 depth, array[id] path from node where id = any(?)"
                    + " union all select n.id, n.parent_id, n.name, w.depth + 1, w.path || n.id"
                    + " from w join node n on n.parent_id = w.id where n.id <> all (w.path)) select id, name, depth from w";

    /** The limit: a node is compared with the root of its walk, written by hand. */
    @Benchmark
    @Trips(1)
    public long bareJdbc(Chains chains) throws SQLException {
        return Found.sum(ByHand.below(chains.connection(), ids(chains)));
    }

    /** The clause of the SQL standard. */
    @Benchmark
    @Trips(1)
    public long cycleClause(Chains chains) throws SQLException {
        return Found.sum(ByHand.fetch(chains.connection(), CYCLE, ids(chains)));
    }

    /** An array of the nodes above. */
    @Benchmark
    @Trips(1)
    public long pathArray(Chains chains) throws SQLException {
        return Found.sum(ByHand.fetch(chains.connection(), PATH, ids(chains)));
    }

    /** {@code Tree.descendants()}, which is always guarded. */
    @Benchmark
    @Trips(1)
    public long datasafe(Chains chains) {
        return Trees.sum(Trees.BELOW.fetch(chains.dsl(), chains.roots()));
    }

    private static long[] ids(Chains chains) {
        return chains.roots().stream().mapToLong(Long::longValue).toArray();
    }
}
