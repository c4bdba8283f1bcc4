package io.datasafe.tx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.datasafe.event.Event;
import io.datasafe.internal.tx.Deadline;
import io.datasafe.test.PooledDatabase;
import io.datasafe.tx.TransactionEvent.Retrying;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A deadline around more than one attempt. */
class DeadlineIT {
    private final EventLog log = new EventLog();
    private final AtomicInteger runs = new AtomicInteger();
    private PooledDatabase db;

    @BeforeEach
    void open() {
        db = PooledDatabase.open(1);
    }

    @AfterEach
    void close() {
        db.close();
    }

    private Transactions retrying(Retry retry, Duration left, Deadline holdUpUntil) {
        return Transactions.on(db.pool())
                .retry(retry.budget(RetryBudget.unlimited()))
                .listener(event -> note(event, holdUpUntil))
                .build()
                .deadline(left);
    }

    /** The pause begins late: its thread gets no turn until then. */
    private void note(Event event, Deadline holdUpUntil) {
        log.on(event);
        while (event instanceof Retrying && !holdUpUntil.hasPassed()) {
            Thread.onSpinWait();
        }
    }

    private void conflict(Tx t) throws SQLException {
        runs.incrementAndGet();
        throw new SQLException("a conflict", "40001");
    }

    @Test
    void thatPassesInThePauseEndsTheAttempts() {
        Duration left = Duration.ofMillis(500);
        Retry quick = Retry.upTo(10).backoff(Duration.ofNanos(1), Duration.ofNanos(1));
        Throwable caught = catchThrowable(
                () -> retrying(quick, left, Deadline.in(left.multipliedBy(2))).run(this::conflict));
        assertThat(caught).hasMessage("a conflict");
        assertThat(runs).hasValue(1);
        assertThat(log.retries()).containsExactly("40001 CONFLICT");
        assertThat(log.gaveUp()).containsExactly("TIME after 1: 40001");
    }

    @Test
    void thatIsFarAwayLeavesTheAttemptsToThePolicy() {
        Retry thrice = Retry.upTo(3).backoff(Duration.ofNanos(1), Duration.ofNanos(1));
        Throwable caught = catchThrowable(() -> retrying(thrice, Duration.ofHours(1), Deadline.in(Duration.ZERO))
                .run(this::conflict));
        assertThat(caught).hasMessage("a conflict");
        assertThat(runs).hasValue(3);
        assertThat(log.gaveUp()).containsExactly("ATTEMPTS after 3: 40001");
    }

    /** The policy has hours left for a pause of hours; the deadline has not. */
    @Test
    void thatComesBeforeTheEndOfThePauseBeginsNone() {
        Retry slow = Retry.upTo(3).within(Duration.ofHours(24)).backoff(Duration.ofHours(20), Duration.ofHours(20));
        Throwable caught = catchThrowable(() -> retrying(slow, Duration.ofSeconds(1), Deadline.in(Duration.ZERO))
                .run(this::conflict));
        assertThat(caught).hasMessage("a conflict");
        assertThat(runs).hasValue(1);
        assertThat(log.retries()).isEmpty();
        assertThat(log.gaveUp()).containsExactly("TIME after 1: 40001");
    }
}
