package io.datasafe.benchmarks.tx;

import io.datasafe.benchmarks.server.Postgres;
import io.datasafe.benchmarks.server.Trips;
import java.sql.Connection;
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
 * What it costs to be able to find out what became of a lost COMMIT, where nothing else needs a prologue: a transaction
 * of one statement, with that insurance and without.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar ResolvableTransactionBenchmark -p statement=insert -prof io.datasafe.benchmarks.server.TripProfiler
 * }</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 10, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class ResolvableTransactionBenchmark {
    /** The floor, uninsured. */
    @Benchmark
    @Trips(2)
    public int bareJdbc(Postgres postgres) throws SQLException {
        try (Connection connection = postgres.peers().dataSource.getConnection()) {
            connection.setAutoCommit(false);
            int result = postgres.work(connection);
            connection.commit();
            connection.setAutoCommit(true);
            return result;
        }
    }

    /** {@code Transactions.call}: a lost COMMIT is reported, not resolved. */
    @Benchmark
    @Trips(2)
    public int datasafe(Postgres postgres) {
        return postgres.peers().datasafe.call(t -> postgres.work(t.connection()));
    }

    /** {@code Transactions.resolvable}. */
    @Benchmark
    @Trips(3)
    public int resolvable(Postgres postgres) {
        return postgres.peers().datasafeResolvable.call(t -> postgres.work(t.connection()));
    }
}
