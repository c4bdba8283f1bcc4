package io.datasafe.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.outbox.OutboxEvent.AttemptFailed;
import io.datasafe.outbox.OutboxEvent.CloseTimedOut;
import io.datasafe.outbox.OutboxEvent.DatabaseFailed;
import io.datasafe.outbox.OutboxEvent.LeaseTaken;
import io.datasafe.test.proxy.Hold;
import io.datasafe.test.proxy.Trigger;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CloseIT {
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
    void theMessageInHandIsFinishedAndDeletedAndTheRestStays() throws Exception {
        outbox.write("a", "a1", "a2", "a3");
        Mailbox.Held held = mailbox.hold("a2");
        OutboxReader reader = outbox.start(outbox.reader());
        held.await();
        Thread closing = closing(reader);
        held.release();
        closing.join();
        reader.close();
        assertThat(mailbox.payloads()).containsExactly("a1", "a2");
        assertThat(outbox.db.query("SELECT payload FROM datasafe_outbox")).containsExactly("a3");
        assertThat(outbox.db.query("SELECT token FROM datasafe_outbox_reader")).containsExactly((String) null);
        reader.wakeUp();
    }

    @Test
    void aHandlerThatTakesTooLongIsInterruptedAndItsMessageCountsAsNotTried() throws Exception {
        outbox.write("a", "a1", "a2");
        Mailbox.Held held = mailbox.hold("a2");
        OutboxReader reader = outbox.start(outbox.reader().closeWithin(Duration.ZERO));
        held.await();
        reader.close();
        assertThat(outbox.db.query("SELECT concat(payload, attempts) FROM datasafe_outbox"))
                .containsExactly("a20");
        assertThat(mailbox.events(AttemptFailed.class)).isEmpty();
        assertThat(mailbox.events(CloseTimedOut.class)).isEmpty();
        assertThat(outbox.db.query("SELECT token FROM datasafe_outbox_reader")).containsExactly((String) null);
    }

    @Test
    void aHandlerThatIgnoresTheInterruptIsReportedAndItsMessageDeletedInTheEnd() throws Exception {
        outbox.write("a", "a1");
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        AtomicReference<Thread> thread = new AtomicReference<>();
        OutboxReader reader = outbox.start(OutboxReader.on(outbox.pool(), message -> {
                    thread.set(Thread.currentThread());
                    begun.countDown();
                    boolean waiting = true;
                    while (waiting) {
                        try {
                            finish.await();
                            waiting = false;
                        } catch (InterruptedException e) {
                            assertThat(e).isNotNull();
                        }
                    }
                })
                .listener(mailbox)
                .closeWithin(Duration.ofMillis(1)));
        begun.await();
        reader.close();
        assertThat(mailbox.events(CloseTimedOut.class))
                .containsExactly(new CloseTimedOut("outbox", Duration.ofMillis(3_001)));
        finish.countDown();
        thread.get().join();
        assertThat(outbox.db.query("SELECT id FROM datasafe_outbox")).isEmpty();
        assertThat(outbox.db.query("SELECT token FROM datasafe_outbox_reader")).containsExactly((String) null);
    }

    @Test
    void aHandlerCanCloseItsReader() throws Exception {
        outbox.write("a", "a1", "a2");
        AtomicReference<OutboxReader> reader = new AtomicReference<>();
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        reader.set(outbox.start(OutboxReader.on(outbox.pool(), message -> {
            started.await();
            reader.get().close();
            closed.countDown();
        })));
        started.countDown();
        closed.await();
        reader.get().close();
        assertThat(outbox.db.query("SELECT payload FROM datasafe_outbox")).containsExactly("a2");
    }

    @Test
    void aDatabaseThatDoesNotAnswerKeepsNobodyFromClosing() throws Exception {
        OutboxReader reader = outbox.start(outbox.reader().closeWithin(Duration.ZERO));
        mailbox.awaitEvent(LeaseTaken.class);
        Hold hold = outbox.proxy()
                .on(Trigger.statementContaining("WITH RECURSIVE renewed"))
                .hold();
        hold.await();
        outbox.write("a", "a1");
        reader.close();
        assertThat(mailbox.events(CloseTimedOut.class)).isEmpty();
        hold.release();
        outbox.await("SELECT token FROM datasafe_outbox_reader", new String[] {null});
    }

    @Test
    void aLeaseThatCannotBeGivenBackIsReported() throws Exception {
        outbox.write("a", "a1");
        Mailbox.Held held = mailbox.hold("a1");
        OutboxReader reader = outbox.start(outbox.reader());
        held.await();
        outbox.proxy().refuse();
        outbox.proxy().cutAll();
        Thread closing = closing(reader);
        held.release();
        closing.join();
        assertThat(mailbox.awaitEvent(DatabaseFailed.class).backoff()).isZero();
        assertThat(outbox.db.query("SELECT payload FROM datasafe_outbox")).containsExactly("a1");
    }

    @Test
    void anInterruptedCallerDoesNotWaitAndStaysInterrupted() throws Exception {
        outbox.write("a", "a1");
        Mailbox.Held held = mailbox.hold("a1");
        OutboxReader reader = outbox.start(outbox.reader().closeWithin(Duration.ofHours(1)));
        held.await();
        Thread.currentThread().interrupt();
        reader.close();
        assertThat(Thread.interrupted()).isTrue();
        reader.close();
        assertThat(outbox.db.query("SELECT payload FROM datasafe_outbox")).containsExactly("a1");
    }

    @Test
    void theThreadsAreNamedAndMadeByWhomTheUserSays() throws Exception {
        List<Thread> made = new java.util.concurrent.CopyOnWriteArrayList<>();
        OutboxReader reader = outbox.start(
                outbox.reader().name("mail").listen(outbox.throughProxy()).threads(task -> {
                    Thread thread = new Thread(task);
                    made.add(thread);
                    return thread;
                }));
        assertThat(reader.name()).isEqualTo("mail");
        assertThat(made)
                .extracting(Thread::getName)
                .containsExactly("datasafe-outbox-mail", "datasafe-outbox-mail-listen");
        reader.close();
        for (Thread thread : made) {
            thread.join();
        }
    }

    /** Closes a reader on another thread, and waits until that waits for the handler. */
    private static Thread closing(OutboxReader reader) {
        Thread closing = new Thread(reader::close);
        closing.start();
        while (closing.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        return closing;
    }
}
