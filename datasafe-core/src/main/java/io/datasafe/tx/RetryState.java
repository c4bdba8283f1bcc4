package io.datasafe.tx;

import io.datasafe.event.DatasafeListener;
import io.datasafe.internal.scope.Suppressed;
import io.datasafe.internal.tx.Deadline;
import io.datasafe.sqlstate.SqlState;
import io.datasafe.tx.TransactionEvent.GiveUpReason;
import io.datasafe.tx.TransactionEvent.RetryReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong in the attempts so far, and whether another one follows. Made with the first failure: most calls have
 * none.
 */
final class RetryState {
    private final TxOptions options;
    private final long start;
    private final RetryRule rule;
    private final List<Throwable> failures = new ArrayList<>(2);
    private @Nullable CommitUnknownException unknown;
    private long unknownSince;
    private int rehearsals;

    /** The attempts began at {@code start}, of {@link System#nanoTime}. */
    RetryState(TxOptions options, long start) {
        this.options = options;
        this.start = start;
        this.rule = new RetryRule(options);
    }

    /** Marks the failure, so that an enclosing transaction on another data source does not retry. */
    void markForOuter(@Nullable TxScope scope, Throwable failure) {
        TxScope around = OpenScopes.innermost();
        if (around == null || scope != null && scope.isOfAround()) {
            return;
        }
        around.doom().addForeign(failure);
        if (unknown != null) {
            around.doom().addForeign(unknown);
        }
    }

    /** An earlier attempt of unknown outcome matters more than the reason why a later one could not resolve it. */
    void throwIfUnknown(Throwable failure) {
        CommitUnknownException earlier = unknown;
        if (earlier != null && earlier != failure) {
            Suppressed.add(earlier, failure);
            throw earlier;
        }
    }

    /** A rehearsed run does not count as an attempt. */
    void rehearsed(int attempt) {
        rehearsals++;
        DatasafeListener listener = options.listener();
        if (listener != null) {
            Events.send(
                    listener,
                    new TransactionEvent.Retrying(options.name(), attempt, null, RetryReason.REHEARSAL, Duration.ZERO));
        }
    }

    /** Pauses if another attempt follows. The scope is null if the failed attempt did not begin. */
    boolean pauseForNext(int attempt, @Nullable TxScope scope, Throwable failure) {
        boolean redo = isToBeRedone(scope, failure);
        RetryReason reason = rule.reason(scope, failure);
        if (redo && scope != null && scope.end().state() == AttemptEnd.State.UNKNOWN) {
            reason = RetryReason.OUTCOME_UNKNOWN;
        }
        if (reason == null) {
            return end(failure);
        }
        Retry retry = options.setup().retry();
        String sqlState = SqlState.of(failure);
        int runs = attempt - rehearsals;
        if (!redo && runs >= retry.attempts()) {
            return giveUp(attempt, failure, sqlState, GiveUpReason.ATTEMPTS);
        }
        Duration pause = retry.pauseAfter(runs, ThreadLocalRandom.current()::nextDouble);
        if (pause.compareTo(redo ? leftToRedo() : left(retry)) > 0) {
            return giveUp(attempt, failure, sqlState, GiveUpReason.TIME);
        }
        if (!redo && !retry.budget().take(RetryRule.cost(reason))) {
            return giveUp(attempt, failure, sqlState, GiveUpReason.BUDGET);
        }
        DatasafeListener listener = options.listener();
        if (listener != null) {
            Events.send(listener, new TransactionEvent.Retrying(options.name(), attempt, sqlState, reason, pause));
        }
        if (isInterruptedWhile(pause)) {
            return giveUp(attempt, failure, sqlState, GiveUpReason.INTERRUPTED);
        }
        Deadline deadline = options.deadline();
        if (deadline != null && deadline.hasPassed()) {
            return giveUp(attempt, failure, sqlState, GiveUpReason.TIME);
        }
        failures.add(failure);
        return true;
    }

    /** An interrupt asks for an end, not for another attempt. */
    private static boolean isInterruptedWhile(Duration pause) {
        try {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Thread.currentThread().isInterrupted();
    }

    /**
     * Whether another attempt can resolve one of unknown outcome: the marker tells it whether there is something left
     * to do.
     */
    private boolean isToBeRedone(@Nullable TxScope scope, Throwable failure) {
        if (scope != null && scope.isDecided() && scope.end().state() != AttemptEnd.State.UNKNOWN) {
            unknown = null;
        }
        if (options.redoesUnknown()
                && scope != null
                && scope.end().state() == AttemptEnd.State.UNKNOWN
                && unknown == null) {
            unknown = (CommitUnknownException) failure;
            unknownSince = System.nanoTime();
        }
        return unknown != null;
    }

    private Duration leftToRedo() {
        return options.setup().resolveWithin().minusNanos(System.nanoTime() - unknownSince);
    }

    private Duration left(Retry retry) {
        Duration left = retry.within().minus(elapsed());
        Deadline deadline = options.deadline();
        return deadline == null || deadline.left().compareTo(left) > 0 ? left : deadline.left();
    }

    private boolean giveUp(int attempt, Throwable failure, @Nullable String sqlState, GiveUpReason reason) {
        DatasafeListener listener = options.listener();
        if (listener != null) {
            Events.send(listener, new TransactionEvent.GaveUp(options.name(), attempt, sqlState, reason, elapsed()));
        }
        return end(failure);
    }

    /** The last failure is thrown, with those of earlier attempts suppressed in it, so that a log shows each. */
    private boolean end(Throwable failure) {
        for (Throwable earlier : failures) {
            Suppressed.add(failure, earlier);
        }
        return false;
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
