package io.datasafe.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutboxLogicTest {
    @ParameterizedTest
    @CsvSource({
        "1, 0.5, 500",
        "2, 0.5, 1000",
        "3, 0, 0",
        "4, 0.5, 4000",
        "9, 0.5, 128000",
        "10, 0.5, 150000",
        "1000, 0.99, 297000"
    })
    void pausesDoubleUpToTheLongestAndAreDrawnFromZero(int failures, double random, long millis) {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));
        assertThat(backoff.after(failures, () -> random)).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void pausesOfADayDoNotOverflow() {
        Backoff backoff = new Backoff(Duration.ofDays(1), Duration.ofDays(1));
        assertThat(backoff.after(1_000, () -> 0.5)).isEqualTo(Duration.ofHours(12));
        assertThat(backoff.after(1)).isBetween(Duration.ZERO, Duration.ofDays(1));
    }

    @Test
    void anErrorIsDescribedWithoutItsMessage() {
        IOException failure =
                new IOException("https://user:secret@host", new SQLException("Key (mail)=(a@b.c)", "23505"));
        assertThat(ErrorText.of(failure))
                .startsWith(
                        "java.io.IOException, caused by java.sql.SQLException, SQLSTATE 23505, at io.datasafe.outbox.")
                .contains("OutboxLogicTest.java")
                .doesNotContain("secret", "a@b.c");
    }

    @Test
    void aRingOfCausesEnds() {
        Exception one = new Exception();
        Exception other = new Exception(one);
        one.initCause(other);
        one.setStackTrace(new StackTraceElement[0]);
        assertThat(ErrorText.of(one)).isEqualTo("java.lang.Exception" + ", caused by java.lang.Exception".repeat(4));
    }

    @Test
    void aStoredErrorIsCutAndHasNoZero() {
        assertThat(ErrorText.storable("a\0b")).isEqualTo("ab");
        assertThat(ErrorText.storable("x".repeat(2_000))).hasSize(1_000);
        assertThat(ErrorText.storable(null)).isEmpty();
    }

    @Test
    void aPayloadIsNotPrinted() {
        assertThat(new Message(7, "mail", "secret", Instant.EPOCH, 2))
                .hasToString("Message[id=7, topic=mail, createdAt=1970-01-01T00:00:00Z, attempt=2]");
        assertThat(new SetAsideMessage(7, "mail", "secret", Instant.EPOCH, Instant.EPOCH, 2, "busy").toString())
                .doesNotContain("secret")
                .contains("busy");
    }

    @Test
    void aLeaseCountsFromWhenItWasAskedFor() {
        AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
        ReaderLease lease = new ReaderLease(Duration.ofNanos(100), clock::get);
        assertThat(lease.isHeld()).isFalse();
        assertThat(lease.isFresh()).isFalse();
        long asked = lease.now();
        clock.addAndGet(50);
        lease.granted(asked, Duration.ofNanos(100));
        assertThat(lease.isHeld()).isTrue();
        assertThat(lease.isFresh()).isTrue();
        clock.incrementAndGet();
        assertThat(lease.isFresh()).isFalse();
        lease.lost();
        assertThat(lease.isHeld()).isFalse();
    }

    @Test
    void aWakeUpIsNotLostIfNobodyWaitsYet() {
        WakeUp wakeUp = new WakeUp();
        wakeUp.ring();
        wakeUp.ring();
        wakeUp.await(Duration.ofDays(1));
        wakeUp.close();
        wakeUp.await(Duration.ofDays(1));
        wakeUp.pause(Duration.ofDays(1));
        assertThat(wakeUp.isClosed()).isTrue();
    }

    @Test
    void aRingDoesNotCutAPauseShortButTheEndDoes() throws Exception {
        WakeUp wakeUp = new WakeUp();
        wakeUp.ring();
        Thread pause = new Thread(() -> wakeUp.pause(Duration.ofDays(1)));
        pause.start();
        while (pause.getState() != Thread.State.TIMED_WAITING) {
            assertThat(pause.getState()).isNotEqualTo(Thread.State.TERMINATED);
            Thread.onSpinWait();
        }
        wakeUp.close();
        pause.join();
        assertThat(wakeUp.isClosed()).isTrue();
    }

    @Test
    void anInterruptWakesUpAndIsForgotten() {
        WakeUp wakeUp = new WakeUp();
        Thread.currentThread().interrupt();
        wakeUp.await(Duration.ofDays(1));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
}
