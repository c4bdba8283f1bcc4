package io.datasafe.benchmarks.jdbc;

import java.sql.Connection;
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
 * What a JDBC call costs that goes through the objects that datasafe hands out instead of the driver's own: a getter of
 * a result, or a query with a bind value, its result opened, read and closed.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar JdbcCallBenchmark -prof gc
 * }</pre>
 *
 * <p>Beside another version of datasafe: {@code benchmarks/run pairs --draft --only 'JdbcCall.*' --against CHECKOUT}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 8, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@OperationsPerInvocation(Calls.COUNT)
public class JdbcCallBenchmark {
    /** The stub's own objects. */
    @Benchmark
    public long bareJdbc(Calls calls) throws SQLException {
        try (Connection connection = calls.bare().getConnection()) {
            return calls.make(connection);
        }
    }

    /** The connection of a transaction. */
    @Benchmark
    public long transaction(Calls calls) throws SQLException {
        return calls.transactions().<Long, SQLException>call(t -> calls.make(t.connection()));
    }

    /** The same with a deadline: then each statement is seen before it is sent. */
    @Benchmark
    public long deadline(Calls calls) throws SQLException {
        return calls.deadline().<Long, SQLException>call(t -> calls.make(t.connection()));
    }

    /** {@code Watch.watched(..)}, outside of a scope. */
    @Benchmark
    public long watch(Calls calls) throws SQLException {
        try (Connection connection = calls.watched().getConnection()) {
            return calls.make(connection);
        }
    }
}
