package io.datasafe.benchmarks.tx;

import io.datasafe.benchmarks.server.Postgres;
import io.datasafe.benchmarks.server.Trips;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * A transaction of one statement at SERIALIZABLE, on a pool whose other transactions are not: the level is asked for
 * where the transaction is begun. Who sets it on the session and back, instead of in the transaction, pays for it in
 * round trips.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar SerializableTransactionBenchmark -prof io.datasafe.benchmarks.server.TripProfiler
 * }</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 10, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class SerializableTransactionBenchmark {
    private static final String SERIALIZABLE = "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE";

    /** The floor: the SQL statement inside the transaction. */
    @Benchmark
    @Trips(3)
    public int bareJdbc(Postgres postgres) throws SQLException {
        try (Connection connection = postgres.peers().dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement level = connection.createStatement()) {
                level.execute(SERIALIZABLE);
            }
            int result = postgres.work(connection);
            connection.commit();
            connection.setAutoCommit(true);
            return result;
        }
    }

    /**
     * JDBC's own way: {@code Connection.setTransactionIsolation}, which the pool undoes when it gets the connection
     * back.
     */
    @Benchmark
    @Trips(4)
    public int setTransactionIsolation(Postgres postgres) throws SQLException {
        try (Connection connection = postgres.peers().dataSource.getConnection()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            connection.setAutoCommit(false);
            int result = postgres.work(connection);
            connection.commit();
            connection.setAutoCommit(true);
            return result;
        }
    }

    /** {@code Transactions.serializable}. */
    @Benchmark
    @Trips(3)
    public int datasafe(Postgres postgres) {
        return postgres.peers().datasafeSerializable.call(t -> postgres.work(t.connection()));
    }

    /** {@code JooqTransactions.serializable}. */
    @Benchmark
    @Trips(3)
    public int datasafeJooq(Postgres postgres) {
        return postgres.peers().datasafeJooqSerializable.call(t -> t.dsl().connectionResult(postgres::work));
    }

    /** {@code TransactionTemplate.setIsolationLevel}. */
    @Benchmark
    @Trips(5)
    public int spring(Postgres postgres) {
        Peers peers = postgres.peers();
        return peers.springSerializable.execute(
                status -> postgres.work(DataSourceUtils.getConnection(peers.dataSource)));
    }

    /** jOOQ has no option for the level: the statement, as its first one in the transaction. */
    @Benchmark
    @Trips(3)
    public int jooq(Postgres postgres) {
        return postgres.peers().jooq.transactionResult(t -> {
            t.dsl().execute(SERIALIZABLE);
            return t.dsl().connectionResult(postgres::work);
        });
    }

    /** {@code Jdbi.inTransaction} with a level. */
    @Benchmark
    @Trips(6)
    public int jdbi(Postgres postgres) {
        return postgres.peers()
                .jdbi
                .inTransaction(TransactionIsolationLevel.SERIALIZABLE, handle -> postgres.work(handle.getConnection()));
    }
}
