package io.datasafe.benchmarks.tx;

import io.datasafe.benchmarks.server.Postgres;
import io.datasafe.benchmarks.server.Trips;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One statement that must run exactly once, each time for another key: marker, work and the stored result in one
 * transaction.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar OnceBenchmark -p statement=insert -prof io.datasafe.benchmarks.server.TripProfiler
 * }</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 10, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class OnceBenchmark {
    private static final String SCOPE = "pay";
    private static final String TAKE =
            "INSERT INTO datasafe_once (scope, key) VALUES (?, ?) ON CONFLICT (scope, key) DO NOTHING";
    private static final String STORE =
            "UPDATE datasafe_once SET result_type = 'Integer', result = ? WHERE scope = ? AND key = ?";

    /** The same table, written by hand: marker, work, result, COMMIT. Nobody does it again after a lost COMMIT. */
    @Benchmark
    @Trips(4)
    public int bareJdbc(Postgres postgres) throws SQLException {
        String key = Long.toString(postgres.freshKey());
        try (Connection connection = postgres.peers().dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement take = connection.prepareStatement(TAKE)) {
                take.setString(1, SCOPE);
                take.setString(2, key);
                requireOne(take.executeUpdate());
            }
            int result = postgres.work(connection);
            try (PreparedStatement store = connection.prepareStatement(STORE)) {
                store.setString(1, Integer.toString(result));
                store.setString(2, SCOPE);
                store.setString(3, key);
                requireOne(store.executeUpdate());
            }
            connection.commit();
            connection.setAutoCommit(true);
            return result;
        }
    }

    /** {@code Transactions.once}. */
    @Benchmark
    @Trips(3)
    public int datasafe(Postgres postgres) {
        return Objects.requireNonNull(postgres.peers()
                .datasafe
                .once(SCOPE, postgres.freshKey(), Integer.class)
                .call(t -> postgres.work(t.connection())));
    }

    private static void requireOne(int rows) {
        if (rows != 1) {
            throw new IllegalStateException(rows + " markers were written, must be 1: the key was not fresh");
        }
    }
}
