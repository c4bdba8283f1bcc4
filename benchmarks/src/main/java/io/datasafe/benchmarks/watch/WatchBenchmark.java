package io.datasafe.benchmarks.watch;

import io.datasafe.watch.Watch;
import io.datasafe.watch.WatchScope;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs a statement to be watched: 100 in a unit of work, on a connection that does nothing.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar WatchBenchmark -prof gc
 * }</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 8, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@OperationsPerInvocation(Statements.COUNT)
public class WatchBenchmark {
    private static final Watch WATCH = Watch.of();

    /** The driver's own objects. */
    @Benchmark
    public long bareJdbc(Statements statements) throws SQLException {
        return statements.send(statements.bare());
    }

    /** {@code Watch.watched(..)}; a scope is opened for the unit of work, unless it runs outside of any. */
    @Benchmark
    public long datasafe(Statements statements) throws SQLException {
        if (!statements.inScope()) {
            return statements.send(statements.watched());
        }
        try (WatchScope scope = WATCH.scope("benchmark")) {
            return statements.send(statements.watched()) + scope.statements();
        }
    }

    /** {@code ProxyDataSourceBuilder}, with a listener that counts. */
    @Benchmark
    public long datasourceProxy(Statements statements) throws SQLException {
        return statements.send(statements.proxied()) + statements.seen();
    }
}
