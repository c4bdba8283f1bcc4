package io.datasafe.tx;

import io.datasafe.event.DatasafeListener;
import io.datasafe.event.TransactionEvent;
import io.datasafe.event.TransactionEvent.GiveUpReason;
import io.datasafe.event.TransactionEvent.RetryReason;
import io.datasafe.sqlstate.SqlState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs work in transactions until one commits or there is no point in another. */
final class Attempts {
    private final TxOptions options;
    private final long start = System.nanoTime();
    private final RetryRule rule;
    private int attempt;
    private @Nullable TxScope scope;
    private @Nullable List<Throwable> failures;
    private @Nullable CommitUnknownException unknown;
    private long unknownSince;

    private Attempts(TxOptions options) {
        this.options = options;
        this.rule = new RetryRule(options);
    }

    static <T extends @Nullable Object, X extends Exception> T run(TxOptions options, Work<T, X> work) throws X {
        return new Attempts(options).run(work);
    }

    static <T extends @Nullable Object, X extends Exception> Outcome<T> outcome(TxOptions options, Work<T, X> work) {
        Attempts attempts = new Attempts(options);
        try {
            T value = attempts.run(work);
            TxScope last = Objects.requireNonNull(attempts.scope);
            return new Outcome.Committed<>(value, attempts.attempt, last.isDegraded());
        } catch (Exception failure) {
            TxScope last = attempts.scope;
            if (last != null && last.state() == TxScope.State.UNKNOWN) {
                CommitUnknownException unknown = (CommitUnknownException) failure;
                return new Outcome.Unknown<>(unknown.ticket().orElseThrow(), unknown);
            }
            return new Outcome.RolledBack<>(failure, attempts.attempt);
        }
    }

    private <T extends @Nullable Object, X extends Exception> T run(Work<T, X> work) throws X {
        while (true) {
            attempt++;
            T result;
            try {
                scope = null;
                scope = TxScope.begin(options, attempt);
                result = scope.perform(work);
            } catch (Throwable failure) {
                if (!pauseForNext(failure)) {
                    if (scope != null) {
                        scope.runHooks(failure);
                    }
                    throwIfUnknown(failure);
                    throw failure;
                }
                continue;
            }
            options.setup().retry().budget().committed();
            scope.runHooks(null);
            return result;
        }
    }

    /** What became of an earlier attempt matters more than why a later one could not find out. */
    private void throwIfUnknown(Throwable failure) {
        CommitUnknownException earlier = unknown;
        if (earlier != null && earlier != failure) {
            Suppressed.add(earlier, failure);
            throw earlier;
        }
    }

    /** Whether an attempt of unknown outcome can be made good by another one: the marker tells it whether there is something to do. */
    private boolean isToBeRedone(Throwable failure) {
        if (scope != null && scope.isDecided() && scope.state() != TxScope.State.UNKNOWN) {
            unknown = null;
        }
        if (options.redoesUnknown() && scope != null && scope.state() == TxScope.State.UNKNOWN && unknown == null) {
            unknown = (CommitUnknownException) failure;
            unknownSince = System.nanoTime();
        }
        return unknown != null;
    }

    private boolean pauseForNext(Throwable failure) {
        boolean redo = isToBeRedone(failure);
        RetryReason reason = rule.reason(scope, failure);
        if (redo && scope != null && scope.state() == TxScope.State.UNKNOWN) {
            reason = RetryReason.OUTCOME_UNKNOWN;
        }
        if (reason == null) {
            return end(failure);
        }
        Retry retry = options.setup().retry();
        String sqlState = SqlState.of(failure);
        if (!redo && attempt >= retry.attempts()) {
            return giveUp(failure, sqlState, GiveUpReason.ATTEMPTS);
        }
        Duration pause = retry.pauseAfter(attempt, ThreadLocalRandom.current()::nextDouble);
        if (pause.compareTo(redo ? leftToRedo() : left(retry)) > 0) {
            return giveUp(failure, sqlState, GiveUpReason.TIME);
        }
        if (!redo && !retry.budget().take(RetryRule.cost(reason))) {
            return giveUp(failure, sqlState, GiveUpReason.BUDGET);
        }
        DatasafeListener listener = options.listener();
        if (listener != null) {
            Events.send(listener, new TransactionEvent.Retrying(options.name(), attempt, sqlState, reason, pause));
        }
        try {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        } catch (InterruptedException e) {
            // Whoever interrupts wants an end, not another attempt.
            Thread.currentThread().interrupt();
            return giveUp(failure, sqlState, GiveUpReason.INTERRUPTED);
        }
        if (failures == null) {
            failures = new ArrayList<>();
        }
        failures.add(failure);
        return true;
    }

    private Duration leftToRedo() {
        return options.setup().resolveWithin().minusNanos(System.nanoTime() - unknownSince);
    }

    private Duration left(Retry retry) {
        Duration left = retry.within().minus(elapsed());
        Deadline deadline = options.deadline();
        return deadline == null || deadline.left().compareTo(left) > 0 ? left : deadline.left();
    }

    private boolean giveUp(Throwable failure, @Nullable String sqlState, GiveUpReason reason) {
        DatasafeListener listener = options.listener();
        if (listener != null) {
            Events.send(listener, new TransactionEvent.GaveUp(options.name(), attempt, sqlState, reason, elapsed()));
        }
        return end(failure);
    }

    /** The last failure is the one thrown; those of the attempts before it go along, so that a log shows each. */
    private boolean end(Throwable failure) {
        if (failures != null) {
            for (Throwable earlier : failures) {
                Suppressed.add(failure, earlier);
            }
        }
        return false;
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
