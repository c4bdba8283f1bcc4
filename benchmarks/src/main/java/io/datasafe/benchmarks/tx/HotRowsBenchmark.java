package io.datasafe.benchmarks.tx;

import io.datasafe.sqlstate.SqlState;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * Eight threads that move money among a few accounts at SERIALIZABLE, so that most transactions conflict: how many
 * commit, how many attempts that takes, and how many conflicts reach the caller.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar HotRowsBenchmark
 * }</pre>
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Threads(8)
@Fork(3)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
public class HotRowsBenchmark {
    /** What became of the transfers of a thread. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Transfers {
        /** Transfers that were committed. */
        public long commits;

        /** Times that the work was begun. */
        public long attempts;

        /** Conflicts that reached the caller. */
        public long surfaced;

        void count(Callable<?> transfer) throws Exception {
            try {
                transfer.call();
                commits++;
            } catch (Exception e) {
                if (!SqlState.isConflict(SqlState.of(e))) {
                    throw e;
                }
                surfaced++;
            }
        }
    }

    /** {@code Transactions.call}. */
    @Benchmark
    public void datasafe(HotRows hot, Transfers transfers) throws Exception {
        int from = hot.anyAccount();
        int to = hot.anyAccountBut(from);
        transfers.count(() -> hot.retriers().datasafe().call(t -> {
            transfers.attempts++;
            return hot.transfer(t.connection(), from, to);
        }));
    }

    /** {@code SerializableTransactionRunner}. */
    @Benchmark
    public void jdbi(HotRows hot, Transfers transfers) throws Exception {
        int from = hot.anyAccount();
        int to = hot.anyAccountBut(from);
        transfers.count(() -> hot.retriers().jdbi().inTransaction(TransactionIsolationLevel.SERIALIZABLE, handle -> {
            transfers.attempts++;
            return hot.transfer(handle.getConnection(), from, to);
        }));
    }

    /** {@code RetryTemplate} around {@code TransactionTemplate}. */
    @Benchmark
    public void spring(HotRows hot, Transfers transfers) throws Exception {
        int from = hot.anyAccount();
        int to = hot.anyAccountBut(from);
        Retriers retriers = hot.retriers();
        transfers.count(() -> retriers.springRetry()
                .execute(() -> retriers.spring().execute(status -> {
                    transfers.attempts++;
                    try {
                        return hot.transfer(DataSourceUtils.getConnection(retriers.dataSource()), from, to);
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                })));
    }

    /** {@code FailsafeExecutor} around bare JDBC. */
    @Benchmark
    public void failsafe(HotRows hot, Transfers transfers) throws Exception {
        int from = hot.anyAccount();
        int to = hot.anyAccountBut(from);
        transfers.count(() -> hot.retriers().failsafe().get(() -> {
            transfers.attempts++;
            return bareJdbc(hot, from, to);
        }));
    }

    private static int bareJdbc(HotRows hot, int from, int to) throws SQLException {
        try (Connection connection = hot.retriers().dataSource().getConnection()) {
            connection.setAutoCommit(false);
            try (Statement level = connection.createStatement()) {
                level.execute("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE");
                int result = hot.transfer(connection, from, to);
                connection.commit();
                return result;
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }
}
