package io.datasafe.benchmarks.tx;

import io.datasafe.benchmarks.stub.StubPool;
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
 * What a transaction helper costs by itself: an empty transaction that commits, on a connection that does nothing.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar EmptyTransactionBenchmark -prof gc
 * }</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 8, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 250, timeUnit = TimeUnit.MILLISECONDS)
public class EmptyTransactionBenchmark {
    /** The floor: the calls that all of them make. */
    @Benchmark
    public boolean bareJdbc(StubPool stub) throws SQLException {
        try (Connection connection = stub.peers().dataSource.getConnection()) {
            connection.setAutoCommit(false);
            boolean result = connection.isReadOnly();
            connection.commit();
            connection.setAutoCommit(true);
            return result;
        }
    }

    /** {@code Transactions.call}. */
    @Benchmark
    public boolean datasafe(StubPool stub) {
        return stub.peers().datasafe.call(t -> Boolean.TRUE);
    }

    /** {@code JooqTransactions.call}. */
    @Benchmark
    public boolean datasafeJooq(StubPool stub) {
        return stub.peers().datasafeJooq.call(t -> Boolean.TRUE);
    }

    /** {@code TransactionTemplate.execute}. */
    @Benchmark
    public boolean spring(StubPool stub) {
        return stub.peers().spring.execute(status -> Boolean.TRUE);
    }

    /** {@code DSLContext.transactionResult}. */
    @Benchmark
    public boolean jooq(StubPool stub) {
        return stub.peers().jooq.transactionResult(configuration -> Boolean.TRUE);
    }

    /** {@code Jdbi.inTransaction}. */
    @Benchmark
    public boolean jdbi(StubPool stub) {
        return stub.peers().jdbi.inTransaction(handle -> Boolean.TRUE);
    }
}
