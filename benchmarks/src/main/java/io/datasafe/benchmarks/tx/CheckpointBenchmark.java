package io.datasafe.benchmarks.tx;

import io.datasafe.benchmarks.stub.StubDataSource;
import io.datasafe.tx.Transactions;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What it costs to say that something must not happen inside a transaction, where it does not: on a thread that has run
 * transactions before, as those of a service have.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar CheckpointBenchmark -prof gc
 * }</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 8, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 250, timeUnit = TimeUnit.MILLISECONDS)
public class CheckpointBenchmark {
    /** A transaction of each, which leaves its traces on the thread. */
    @Setup(Level.Trial)
    public void runTransactions() {
        Peers peers = new Peers(StubDataSource.ofOneConnection());
        peers.datasafe.run(t -> {});
        peers.spring.executeWithoutResult(status -> {});
    }

    /** {@code Transactions.outside}. */
    @Benchmark
    public void datasafe() {
        Transactions.outside("HTTP to the bank");
    }

    /** The question that Spring answers, asked by hand. */
    @Benchmark
    public void spring() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("HTTP to the bank must be outside of a transaction");
        }
    }
}
