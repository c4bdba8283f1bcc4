package io.datasafe.tx;

import io.datasafe.event.DatasafeListener;
import io.datasafe.event.TransactionEvent;
import io.datasafe.sqlstate.SqlState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs work in transactions until one commits or there is no point in another. */
final class Attempts {
    private final TxOptions options;
    private final long start = System.nanoTime();
    private @Nullable List<Throwable> failures;

    private Attempts(TxOptions options) {
        this.options = options;
    }

    static <T extends @Nullable Object, X extends Exception> T run(TxOptions options, Work<T, X> work) throws X {
        Attempts attempts = new Attempts(options);
        for (int attempt = 1; ; attempt++) {
            TxScope scope;
            T result;
            try {
                scope = TxScope.begin(options, attempt);
                result = scope.perform(work);
            } catch (Throwable failure) {
                if (!attempts.pauseForNext(failure, attempt)) {
                    throw failure;
                }
                continue;
            }
            scope.runHooks();
            return result;
        }
    }

    private boolean pauseForNext(Throwable failure, int attempt) {
        String sqlState = SqlState.of(failure);
        if (failure instanceof CommitUnknownException || sqlState == null || !SqlState.isConflict(sqlState)) {
            return end(failure);
        }
        if (attempt >= options.retry().attempts()) {
            return giveUp(failure, attempt, sqlState);
        }
        Duration pause = options.retry().pauseAfter(attempt, ThreadLocalRandom.current()::nextDouble);
        if (pause.compareTo(options.retry().within().minus(elapsed())) > 0) {
            return giveUp(failure, attempt, sqlState);
        }
        DatasafeListener listener = options.listener();
        if (listener != null) {
            Events.send(listener, new TransactionEvent.Retrying(options.name(), attempt, sqlState, pause));
        }
        try {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        } catch (InterruptedException e) {
            // Whoever interrupts wants an end, not another attempt.
            Thread.currentThread().interrupt();
            return giveUp(failure, attempt, sqlState);
        }
        if (failures == null) {
            failures = new ArrayList<>();
        }
        failures.add(failure);
        return true;
    }

    private boolean giveUp(Throwable failure, int attempts, String sqlState) {
        DatasafeListener listener = options.listener();
        if (listener != null) {
            Events.send(listener, new TransactionEvent.GaveUp(options.name(), attempts, sqlState, elapsed()));
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
