package io.datasafe.tx;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The retry loop: runs work in transactions until one commits, or until there is no point in another attempt. */
final class RetryLoop {
    private int number;
    private @Nullable TxScope last;

    private RetryLoop() {}

    static <T extends @Nullable Object, X extends Exception> T run(TxOptions options, Work<Tx, T, X> work) throws X {
        return run(options, work, null);
    }

    static <T extends @Nullable Object, X extends Exception> Outcome<T> outcome(
            TxOptions options, Work<Tx, T, X> work) {
        RetryLoop loop = new RetryLoop();
        try {
            T value = run(options, work, loop);
            boolean degraded = Objects.requireNonNull(loop.last).end().degraded();
            return new Outcome.Committed<>(value, loop.number, degraded);
        } catch (Exception failure) {
            TxScope last = loop.last;
            if (last != null && last.end().state() == AttemptEnd.State.UNKNOWN) {
                CommitUnknownException unknown = (CommitUnknownException) failure;
                return new Outcome.Unknown<>(unknown.ticket().orElseThrow(), unknown);
            }
            return new Outcome.RolledBack<>(failure, loop.number);
        }
    }

    /**
     * The loop itself. A transaction that commits at once allocates nothing here: the state of the retries is made with
     * the first failure.
     */
    private static <T extends @Nullable Object, X extends Exception> T run(
            TxOptions options, Work<Tx, T, X> work, @Nullable RetryLoop count) throws X {
        long start = System.nanoTime();
        RetryState state = null;
        Work<Tx, T, X> next = options.setup().rehearse() ? Rehearsal.of(work, options) : work;
        for (int number = 1; ; number++) {
            TxScope scope = null;
            T result;
            try {
                scope = TxScope.begin(options, number);
                result = scope.perform(next);
            } catch (Throwable failure) {
                record(count, number, scope);
                if (state == null) {
                    state = new RetryState(options, start);
                }
                if (failure instanceof Rehearsal) {
                    state.rehearsed(number);
                    next = work;
                } else if (!state.pauseForNext(number, scope, failure)) {
                    if (scope != null) {
                        scope.runHooks(failure);
                    }
                    state.markForOuter(scope, failure);
                    state.throwIfUnknown(failure);
                    throw failure;
                }
                continue;
            }
            record(count, number, scope);
            options.setup().retry().budget().committed();
            scope.runHooks(null);
            return result;
        }
    }

    private static void record(@Nullable RetryLoop count, int number, @Nullable TxScope scope) {
        if (count != null) {
            count.number = number;
            count.last = scope;
        }
    }
}
