package io.datasafe.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.event.Event;
import io.datasafe.outbox.Outbox;
import io.datasafe.outbox.OutboxBell;
import io.datasafe.outbox.OutboxEvent;
import io.datasafe.outbox.OutboxReader;
import io.datasafe.outbox.OutboxTable;
import io.datasafe.outbox.SetAsideMessage;
import io.datasafe.outbox.UndeliverableMessageException;
import io.datasafe.test.PooledDatabase;
import io.datasafe.tx.OnceTable;
import io.datasafe.tx.Transactions;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page on the outbox, as its reader would type it in. */
class OutboxIT {
    private final BlockingQueue<String> broker = new LinkedBlockingQueue<>();
    private final CountDownLatch setAside = new CountDownLatch(1);
    private PooledDatabase db;
    private Transactions tx;

    @BeforeEach
    void open() throws SQLException {
        db = PooledDatabase.open();
        db.execute(OutboxTable.ddl());
        tx = Transactions.of(db.pool());
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void isWrittenWithTheWorkAndDeliveredAfterIt() throws Exception {
        OutboxReader reader = OutboxReader.on(
                        db.pool(), message -> broker.add(message.topic() + " " + message.payload()))
                .listener(this::count)
                .listen(db.database().dataSource())
                .start();
        OutboxBell bell = OutboxBell.on(db.pool()).start();
        tx.run(t -> {
            t.outbox("order", "{\"id\": 7}");
            t.outbox("order", "{\"id\": 8}");
            t.afterCommit("outbox", reader::wakeUp);
            t.afterCommit("bell", bell::ring);
        });
        assertThat(broker.poll(1, TimeUnit.MINUTES)).isEqualTo("order {\"id\": 7}");
        assertThat(broker.poll(1, TimeUnit.MINUTES)).isEqualTo("order {\"id\": 8}");
        bell.close();
        reader.close();
        assertThat(Outbox.of(db.pool()).backlog().waiting()).isZero();
    }

    @Test
    void aListenerThatThrowsAnErrorEndsNoReader() throws Exception {
        OutboxReader reader = OutboxReader.on(
                        db.pool(), message -> broker.add(message.topic() + " " + message.payload()))
                .listener(event -> {
                    throw new AssertionError("no metrics today");
                })
                .start();
        for (int i = 1; i <= 2; i++) {
            int id = i;
            tx.run(t -> t.outbox("order", "" + id));
            reader.wakeUp();
            assertThat(broker.poll(1, TimeUnit.MINUTES)).isEqualTo("order " + i);
        }
        reader.close();
        assertThat(Outbox.of(db.pool()).backlog().waiting()).isZero();
    }

    @Test
    void messagesThatCannotBeDeliveredAreLookedAt() throws Exception {
        OutboxReader reader = OutboxReader.on(db.pool(), message -> {
                    throw new UndeliverableMessageException("no JSON", null);
                })
                .listener(this::count)
                .start();
        tx.run(t -> t.outbox("order", "no JSON"));
        assertThat(setAside.await(1, TimeUnit.MINUTES)).isTrue();
        reader.close();
        Outbox outbox = Outbox.of(db.pool());
        List<SetAsideMessage> messages = outbox.setAside(100);
        assertThat(messages).extracting(SetAsideMessage::payload).containsExactly("no JSON");
        List<Long> ids = messages.stream().map(SetAsideMessage::id).toList();
        assertThat(outbox.requeue(ids)).isOne();
        assertThat(outbox.backlog().waiting()).isOne();
        assertThat(outbox.discard(ids)).isZero();
    }

    /** Delivered twice, done once: for a handler that writes to the same database. */
    @Test
    void onceMakesAHandlerIdempotent() throws Exception {
        db.execute(OnceTable.ddl());
        db.execute("CREATE TABLE mail (payload text)");
        CountDownLatch deliveries = new CountDownLatch(2);
        OutboxReader reader = OutboxReader.on(db.pool(), message -> {
                    tx.once("mail", message.id(), Void.class).call(t -> {
                        try (PreparedStatement insert =
                                t.connection().prepareStatement("INSERT INTO mail VALUES (?)")) {
                            insert.setString(1, message.payload());
                            insert.execute();
                        }
                        return null;
                    });
                    deliveries.countDown();
                    if (deliveries.getCount() == 1) {
                        throw new IllegalStateException("done, and cannot say so");
                    }
                })
                .backoff(Duration.ofMillis(1), Duration.ofMillis(1))
                .start();
        tx.run(t -> {
            t.outbox("mail", "m1");
            t.afterCommit("outbox", reader::wakeUp);
        });
        assertThat(deliveries.await(1, TimeUnit.MINUTES)).isTrue();
        reader.close();
        assertThat(db.query("SELECT payload FROM mail")).containsExactly("m1");
        assertThat(db.query("SELECT id FROM datasafe_outbox")).isEmpty();
    }

    private void count(Event event) {
        if (event instanceof OutboxEvent.SetAside) {
            setAside.countDown();
        }
    }
}
