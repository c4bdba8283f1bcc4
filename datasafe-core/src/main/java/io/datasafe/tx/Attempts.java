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
        if (failure instanceof CommitUnknownException
                || sqlState == null
                || !SqlState.isConflict(sqlState)
                || attempt >= options.retry().attempts()) {
            return giveUp(failure);
        }
        Duration pause = options.retry().pauseAfter(attempt, ThreadLocalRandom.current()::nextDouble);
        long left = options.retry().within().toNanos() - (System.nanoTime() - start);
        if (pause.toNanos() > left) {
            return giveUp(failure);
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
            return giveUp(failure);
        }
        if (failures == null) {
            failures = new ArrayList<>();
        }
        failures.add(failure);
        return true;
    }

    /** The last failure is the one thrown; those of the attempts before it go along, so that a log shows each. */
    @SuppressWarnings(
            "ReferenceEquality") // An exception cannot be suppressed in itself, and may have been thrown twice.
    private boolean giveUp(Throwable failure) {
        if (failures != null) {
            for (Throwable earlier : failures) {
                Suppressed.add(failure, earlier);
            }
        }
        return false;
    }
}
