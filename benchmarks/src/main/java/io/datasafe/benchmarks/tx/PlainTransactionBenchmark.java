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
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * A transaction of one statement at the server's default isolation level. Each peer runs the statement with the same
 * JDBC code, so that only their handling of the transaction differs.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar PlainTransactionBenchmark -prof io.datasafe.benchmarks.server.TripProfiler
 * }</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 10, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class PlainTransactionBenchmark {
    /** The floor. */
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

    /** {@code Transactions.call}. */
    @Benchmark
    @Trips(2)
    public int datasafe(Postgres postgres) {
        return postgres.peers().datasafe.call(t -> postgres.work(t.connection()));
    }

    /** {@code JooqTransactions.call}. */
    @Benchmark
    @Trips(2)
    public int datasafeJooq(Postgres postgres) {
        return postgres.peers().datasafeJooq.call(t -> t.dsl().connectionResult(postgres::work));
    }

    /** {@code TransactionTemplate.execute}. */
    @Benchmark
    @Trips(2)
    public int spring(Postgres postgres) {
        Peers peers = postgres.peers();
        return peers.spring.execute(status -> postgres.work(DataSourceUtils.getConnection(peers.dataSource)));
    }

    /** {@code DSLContext.transactionResult}. */
    @Benchmark
    @Trips(2)
    public int jooq(Postgres postgres) {
        return postgres.peers().jooq.transactionResult(t -> t.dsl().connectionResult(postgres::work));
    }

    /** {@code Jdbi.inTransaction}. */
    @Benchmark
    @Trips(2)
    public int jdbi(Postgres postgres) {
        return postgres.peers().jdbi.inTransaction(handle -> postgres.work(handle.getConnection()));
    }
}
