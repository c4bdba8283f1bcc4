package io.datasafe.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.datasafe.tx.CapturedLog;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class AnnouncerTest {
    private static final IOException CAUSE = new IOException();

    private static final List<OutboxEvent> ALL = List.of(
            new OutboxEvent.LeaseTaken("mail", false),
            new OutboxEvent.LeaseLost("mail"),
            new OutboxEvent.Delivered("mail", 7, "a", 1, Duration.ZERO),
            new OutboxEvent.AttemptFailed("mail", 7, "a", 1, CAUSE, Duration.ZERO),
            new OutboxEvent.SetAside("mail", 7, "a", 10, CAUSE),
            new OutboxEvent.DatabaseFailed("mail", 1, CAUSE, Duration.ZERO),
            new OutboxEvent.DatabaseFailed("mail", 2, CAUSE, Duration.ZERO),
            new OutboxEvent.DatabaseBack("mail", 2),
            new OutboxEvent.Listening("mail", "bell"),
            new OutboxEvent.ListeningFailed("mail", 1, CAUSE, Duration.ZERO),
            new OutboxEvent.ListeningFailed("mail", 2, CAUSE, Duration.ZERO),
            new OutboxEvent.CloseTimedOut("mail", Duration.ofSeconds(13)),
            new OutboxEvent.Rung("bell", 3),
            new OutboxEvent.RingFailed("bell", 3, CAUSE));

    @Test
    void withoutAListenerWhatNeedsAttentionIsLogged() {
        try (CapturedLog log = new CapturedLog()) {
            Announcer announcer = new Announcer(null);
            ALL.forEach(announcer::announce);
            assertThat(announcer.isHeard()).isFalse();
            assertThat(log.records())
                    .extracting(LogRecord::getLevel, LogRecord::getMessage, LogRecord::getThrown)
                    .containsExactly(
                            tuple(
                                    Level.WARNING,
                                    "outbox reader \"mail\" lost its lease to another process; its last messages may be"
                                            + " delivered twice",
                                    null),
                            tuple(
                                    Level.WARNING,
                                    "message 7 of topic \"a\" was set aside by outbox reader \"mail\" after 10 attempts;"
                                            + " Outbox.requeue delivers it again",
                                    CAUSE),
                            tuple(
                                    Level.WARNING,
                                    "outbox reader \"mail\" cannot work with the database, and goes on trying",
                                    CAUSE),
                            tuple(Level.INFO, "outbox reader \"mail\" works with the database again", null),
                            tuple(
                                    Level.WARNING,
                                    "outbox reader \"mail\" does not hear notifications; it polls, and goes on trying",
                                    CAUSE),
                            tuple(
                                    Level.WARNING,
                                    "outbox reader \"mail\" was closed, but its thread still runs after PT13S: its handler"
                                            + " ignores the interrupt, or no connection comes",
                                    null),
                            tuple(
                                    Level.WARNING,
                                    "the outbox bell on channel \"bell\" could not notify; readers find the messages when"
                                            + " they poll",
                                    CAUSE));
        }
    }

    @Test
    void withAListenerNothingIsLogged() {
        Mailbox listener = new Mailbox();
        try (CapturedLog log = new CapturedLog()) {
            Announcer announcer = new Announcer(listener);
            ALL.forEach(announcer::announce);
            assertThat(announcer.isHeard()).isTrue();
            assertThat(log.records()).isEmpty();
        }
        assertThat(listener.events(OutboxEvent.class)).isEqualTo(ALL);
        assertThat(ALL).extracting(OutboxEvent::name).containsOnly("mail", "bell");
    }

    @Test
    void aListenerThatThrowsHarmsNobody() {
        try (CapturedLog log = new CapturedLog()) {
            Announcer announcer = new Announcer(event -> {
                throw new StackOverflowError();
            });
            announcer.announce(ALL.get(0));
            assertThat(log.records())
                    .extracting(LogRecord::getMessage)
                    .containsExactly("the listener failed on LeaseTaken");
        }
    }
}
