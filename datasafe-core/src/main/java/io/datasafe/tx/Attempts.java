package io.datasafe.tx;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs work in transactions until one commits or there is no point in another. */
final class Attempts {
    private int number;
    private @Nullable TxScope last;

    private Attempts() {}

    static <T extends @Nullable Object, X extends Exception> T run(TxOptions options, Work<Tx, T, X> work) throws X {
        return run(options, work, null);
    }

    static <T extends @Nullable Object, X extends Exception> Outcome<T> outcome(
            TxOptions options, Work<Tx, T, X> work) {
        Attempts attempts = new Attempts();
        try {
            T value = run(options, work, attempts);
            boolean degraded = Objects.requireNonNull(attempts.last).isDegraded();
            return new Outcome.Committed<>(value, attempts.number, degraded);
        } catch (Exception failure) {
            TxScope last = attempts.last;
            if (last != null && last.state() == TxScope.State.UNKNOWN) {
                CommitUnknownException unknown = (CommitUnknownException) failure;
                return new Outcome.Unknown<>(unknown.ticket().orElseThrow(), unknown);
            }
            return new Outcome.RolledBack<>(failure, attempts.number);
        }
    }

    /**
     * The same, and keeps count for who asks. A transaction that commits at once allocates its scope and its lease, and nothing here: what it
     * takes to go on after a failure is made with the first one.
     */
    private static <T extends @Nullable Object, X extends Exception> T run(
            TxOptions options, Work<Tx, T, X> work, @Nullable Attempts count) throws X {
        long start = System.nanoTime();
        RetryState setbacks = null;
        Work<Tx, T, X> next = options.setup().rehearse() ? Rehearsal.of(work, options) : work;
        for (int number = 1; ; number++) {
            TxScope scope = null;
            T result;
            try {
                scope = TxScope.begin(options, number);
                result = scope.perform(next);
            } catch (Throwable failure) {
                record(count, number, scope);
                if (setbacks == null) {
                    setbacks = new RetryState(options, start);
                }
                if (failure instanceof Rehearsal) {
                    setbacks.rehearsed(number);
                    next = work;
                } else if (!setbacks.pauseForNext(number, scope, failure)) {
                    if (scope != null) {
                        scope.runHooks(failure);
                    }
                    setbacks.tellAround(scope, failure);
                    setbacks.throwIfUnknown(failure);
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

    private static void record(@Nullable Attempts count, int number, @Nullable TxScope scope) {
        if (count != null) {
            count.number = number;
            count.last = scope;
        }
    }
}
