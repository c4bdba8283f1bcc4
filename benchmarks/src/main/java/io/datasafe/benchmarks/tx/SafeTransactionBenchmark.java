package io.datasafe.benchmarks.tx;

import io.datasafe.benchmarks.server.Postgres;
import io.datasafe.benchmarks.server.Trips;
import java.sql.Connection;
import java.sql.PreparedStatement;
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
 * A transaction of one statement with all that makes it safe: SERIALIZABLE, a statement timeout, a lock timeout, a
 * tenant for row level security, and what it takes to resolve a lost COMMIT. Spring and JDBI ask for SERIALIZABLE
 * alone: they have no way to ask for the rest.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar SafeTransactionBenchmark -prof io.datasafe.benchmarks.server.TripProfiler
 * }</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 10, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class SafeTransactionBenchmark {
    private static final String TENANT = "acme";
    private static final String SERIALIZABLE = "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE";

    private static final String PROLOGUE = SERIALIZABLE
            + "; SELECT set_config('statement_timeout', '5000', true), set_config('lock_timeout', '1000', true),"
            + " set_config('app.tenant', ?, true), pg_current_xact_id()::text,"
            + " pg_walfile_name(pg_current_wal_insert_lsn())";

    /**
     * The floor: all of it in one text, written by hand. It takes an id and a timeline along, but nobody is there to
     * resolve them.
     */
    @Benchmark
    @Trips(3)
    public int bareJdbc(Postgres postgres) throws SQLException {
        try (Connection connection = postgres.peers().dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement prologue = connection.prepareStatement(PROLOGUE)) {
                prologue.setString(1, TENANT);
                prologue.execute();
            }
            int result = postgres.work(connection);
            connection.commit();
            connection.setAutoCommit(true);
            return result;
        }
    }

    /** What is usually written: a statement for each. Not resolvable. */
    @Benchmark
    @Trips(6)
    public int setLocal(Postgres postgres) throws SQLException {
        try (Connection connection = postgres.peers().dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement set = connection.createStatement()) {
                set.execute(SERIALIZABLE);
                set.execute("SET LOCAL statement_timeout = 5000");
                set.execute("SET LOCAL lock_timeout = 1000");
                set.execute("SET LOCAL app.tenant = '" + TENANT + "'");
            }
            int result = postgres.work(connection);
            connection.commit();
            connection.setAutoCommit(true);
            return result;
        }
    }

    /**
     * {@code Transactions.serializable}, {@code timeouts}, {@code resolvable}, and {@code tenant}, which is derived for
     * each call.
     */
    @Benchmark
    @Trips(3)
    public int datasafe(Postgres postgres) {
        return postgres.peers().datasafeSafe.tenant(TENANT).call(t -> postgres.work(t.connection()));
    }

    /** {@code TransactionTemplate.setIsolationLevel}, and nothing else. */
    @Benchmark
    @Trips(5)
    public int spring(Postgres postgres) {
        Peers peers = postgres.peers();
        return peers.springSerializable.execute(
                status -> postgres.work(DataSourceUtils.getConnection(peers.dataSource)));
    }

    /** {@code Jdbi.inTransaction} with a level, and nothing else. */
    @Benchmark
    @Trips(6)
    public int jdbi(Postgres postgres) {
        return postgres.peers()
                .jdbi
                .inTransaction(TransactionIsolationLevel.SERIALIZABLE, handle -> postgres.work(handle.getConnection()));
    }
}
