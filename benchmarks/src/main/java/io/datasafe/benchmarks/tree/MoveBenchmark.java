package io.datasafe.benchmarks.tree;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Eight threads that move subtrees of 1,111 nodes, now and then below each other: how long a move takes, and how many
 * loops come of it.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar MoveBenchmark -prof io.datasafe.benchmarks.server.TripProfiler
 * }</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Threads(8)
@Fork(3)
@Warmup(iterations = 5, time = 1500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 1500, timeUnit = TimeUnit.MILLISECONDS)
public class MoveBenchmark {
    /** The limit: a lock, a check and an UPDATE, written by hand. */
    @Benchmark
    public boolean bareJdbc(Movers movers) throws SQLException {
        return movers.move(Movings.BY_HAND);
    }

    /** A check and an UPDATE without a lock. */
    @Benchmark
    public boolean unlocked(Movers movers) throws SQLException {
        return movers.move(Movings.UNLOCKED);
    }

    /** A check and an UPDATE at SERIALIZABLE, again until it succeeds. */
    @Benchmark
    public boolean serializable(Movers movers) throws SQLException {
        return movers.move(Movings.RETRIED);
    }

    /** Paths with a GiST index, behind a lock. */
    @Benchmark
    public boolean ltree(Movers movers) throws SQLException {
        return movers.move(Movings.LTREE);
    }

    /** A row for each node and each of its ancestors, behind a lock. */
    @Benchmark
    public boolean closureTable(Movers movers) throws SQLException {
        return movers.move(Movings.CLOSURE);
    }

    /** {@code Tree.move}. */
    @Benchmark
    public boolean datasafe(Movers movers) throws SQLException {
        return movers.move(movers.datasafe());
    }
}
