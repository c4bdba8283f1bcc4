package io.datasafe.benchmarks.tx;

import io.datasafe.benchmarks.stub.StubPool;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What hooks that run after COMMIT add to an empty transaction, on a connection that does nothing.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar AfterCommitHookBenchmark -p pool=none -prof gc
 * }</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 8, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 250, timeUnit = TimeUnit.MILLISECONDS)
public class AfterCommitHookBenchmark {
    /** How many hooks are registered in the transaction. */
    @Param({"0", "1"})
    public int hooks;

    private long ran;

    /** {@code Tx.afterCommit}. */
    @Benchmark
    public long datasafe(StubPool stub) {
        stub.peers().datasafe.run(t -> {
            for (int i = 0; i < hooks; i++) {
                t.afterCommit("count", () -> ran++);
            }
        });
        return ran;
    }

    /** {@code TransactionSynchronization.afterCommit}. */
    @Benchmark
    public long spring(StubPool stub) {
        stub.peers().spring.executeWithoutResult(status -> {
            for (int i = 0; i < hooks; i++) {
                TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        ran++;
                    }
                });
            }
        });
        return ran;
    }
}
