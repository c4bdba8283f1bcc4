package io.datasafe.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.outbox.OutboxEvent.AttemptFailed;
import io.datasafe.outbox.OutboxEvent.Delivered;
import io.datasafe.outbox.OutboxEvent.SetAside;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PoisonIT {
    private OutboxDatabase outbox;
    private Mailbox mailbox;

    @BeforeEach
    void open() throws SQLException {
        outbox = OutboxDatabase.open();
        mailbox = outbox.mailbox;
    }

    @AfterEach
    void close() {
        outbox.close();
    }

    @Test
    void aMessageThatFailsHoldsUpItsOwnTopicOnly() throws Exception {
        mailbox.fail("a1", new IOException());
        outbox.write("a", "a1", "a2");
        outbox.write("b", "b1", "b2");
        outbox.write("a", "a3");
        OutboxReader reader =
                outbox.start(outbox.reader().batch(2).backoff(Duration.ofHours(24), Duration.ofHours(24)));
        mailbox.awaitDelivered("b2");
        outbox.write("c", "c1");
        mailbox.awaitDelivered("c1");
        assertThat(mailbox.payloads()).containsExactly("b1", "b2", "c1");

        mailbox.accept("a1");
        outbox.db.execute("UPDATE datasafe_outbox SET due_at = NULL");
        reader.wakeUp();
        mailbox.awaitDelivered("a3");
        assertThat(mailbox.payloads()).containsExactly("b1", "b2", "c1", "a1", "a2", "a3");
        reader.close();
        assertThat(mailbox.events(AttemptFailed.class)).singleElement().satisfies(e -> {
            assertThat(e.topic()).isEqualTo("a");
            assertThat(e.attempt()).isOne();
            assertThat(e.cause()).isInstanceOf(IOException.class);
            assertThat(e.backoff()).isBetween(Duration.ZERO, Duration.ofHours(24));
        });
        assertThat(mailbox.messages())
                .element(3)
                .satisfies(m -> assertThat(m.attempt()).isEqualTo(2));
    }

    @Test
    void afterSomeAttemptsItIsSetAsideAndItsTopicGoesOn() throws Exception {
        IOException failure = new IOException("the token is s3cret", new SQLException("key (7) exists", "23505"));
        mailbox.fail("a1", failure);
        outbox.write("a", "a1", "a2");
        OutboxReader reader = outbox.start(outbox.reader().attempts(3));
        mailbox.awaitDelivered("a2");
        SetAside event = mailbox.awaitEvent(SetAside.class);
        assertThat(event).isEqualTo(new SetAside("outbox", event.id(), "a", 3, failure));
        assertThat(mailbox.events(AttemptFailed.class))
                .extracting(AttemptFailed::attempt)
                .containsExactly(1, 2);
        outbox.awaitEmpty();

        assertThat(outbox().setAside(10)).singleElement().satisfies(m -> {
            assertThat(m.id()).isEqualTo(event.id());
            assertThat(m.topic()).isEqualTo("a");
            assertThat(m.payload()).isEqualTo("a1");
            assertThat(m.attempts()).isEqualTo(3);
            assertThat(m.setAsideAt()).isAfter(m.createdAt());
            assertThat(m.error())
                    .startsWith("java.io.IOException, caused by java.sql.SQLException, SQLSTATE 23505, at io.datasafe")
                    .doesNotContain("s3cret", "(7)");
            assertThat(m.toString()).doesNotContain("a1");
        });
        assertThat(outbox().backlog()).isEqualTo(new Backlog(0, 1, Duration.ZERO));

        mailbox.accept("a1");
        assertThat(outbox().requeue(List.of(event.id(), -1L))).isOne();
        mailbox.awaitDelivered("a1");
        reader.close();
        assertThat(mailbox.messages()).last().extracting(Message::attempt).isEqualTo(1);
        assertThat(outbox.db.query("SELECT id FROM datasafe_outbox")).isEmpty();
    }

    @Test
    void othersGoOnWhileSomeAreSetAside() throws Exception {
        mailbox.fail("a1", new UndeliverableMessageException("not JSON", null));
        outbox.write("a", "a1");
        OutboxReader reader = outbox.start(outbox.reader());
        mailbox.awaitEvent(SetAside.class);
        outbox.write("a", "a2");
        outbox.write("b", "b1");
        outbox.write("a", "a3");
        mailbox.awaitDelivered(3);
        reader.close();
        assertThat(mailbox.payloads()).containsExactly("a2", "b1", "a3");
        assertThat(mailbox.events(SetAside.class))
                .extracting(SetAside::attempts)
                .containsExactly(1);
        assertThat(mailbox.events(AttemptFailed.class)).isEmpty();
        List<Long> ids = outbox().setAside(1).stream().map(SetAsideMessage::id).toList();
        assertThat(outbox().discard(ids)).isOne();
        assertThat(outbox().discard(ids)).isZero();
        assertThat(outbox.db.query("SELECT id FROM datasafe_outbox")).isEmpty();
    }

    static List<Throwable> anyFailure() {
        return List.of(
                new StackOverflowError(),
                new OutOfMemoryError(),
                new InterruptedException(),
                new IllegalStateException(),
                new Exception());
    }

    @ParameterizedTest
    @MethodSource("anyFailure")
    void whateverTheHandlerThrowsTheReaderLivesOn(Throwable failure) throws Exception {
        mailbox.fail("a1", failure);
        outbox.write("a", "a1");
        outbox.write("b", "b1");
        OutboxReader reader = outbox.start(outbox.reader().attempts(2));
        assertThat(mailbox.awaitEvent(SetAside.class).cause()).isSameAs(failure);
        mailbox.awaitDelivered("b1");
        reader.close();
        assertThat(mailbox.payloads()).containsExactly("b1");
    }

    @Test
    void anInterruptThatAHandlerLeavesBehindMeetsNobody() throws Exception {
        outbox.write("a", "a1", "a2");
        Mailbox events = new Mailbox();
        OutboxReader reader = outbox.start(OutboxReader.on(outbox.pool(), m -> {
                    Thread.currentThread().interrupt();
                    mailbox.handle(m);
                })
                .listener(events));
        events.awaitEvents(Delivered.class, 2);
        reader.close();
        assertThat(mailbox.payloads()).containsExactly("a1", "a2");
        assertThat(outbox.db.query("SELECT id FROM datasafe_outbox")).isEmpty();
    }

    @Test
    void theUserSaysWhatIsStoredOfAnError() throws Exception {
        mailbox.fail("a1", new IOException("busy"));
        mailbox.fail("b1", new IOException((String) null));
        mailbox.fail("c1", new IOException("x".repeat(1_001)));
        mailbox.fail("d1", new IllegalStateException("no description"));
        for (String topic : List.of("a", "b", "c", "d")) {
            outbox.write(topic, topic + "1");
        }
        OutboxReader reader = outbox.start(outbox.reader().attempts(1).describe(e -> {
            if (e instanceof IllegalStateException unknown) {
                throw unknown;
            }
            return e.getMessage() == null ? null : e.getMessage() + "\0";
        }));
        mailbox.awaitEvents(SetAside.class, 4);
        reader.close();
        assertThat(outbox().setAside(10))
                .extracting(SetAsideMessage::error)
                .startsWith("busy", "", "x".repeat(1_000))
                .last()
                .asString()
                .startsWith("java.lang.IllegalStateException, at")
                .endsWith("(describe failed: java.lang.IllegalStateException)");
    }

    private Outbox outbox() {
        return Outbox.of(outbox.pool());
    }
}
