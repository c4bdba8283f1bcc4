package io.datasafe.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.test.PooledDatabase;
import io.datasafe.tx.Transactions;
import io.datasafe.tx.Tx;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderIT {
    private static final int WRITERS = 6;
    private static final int ACCOUNTS = 4;
    private static final int TRANSACTIONS = 100;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private OutboxDatabase outbox;
    private Mailbox mailbox;

    @BeforeEach
    void open() throws SQLException {
        outbox = OutboxDatabase.open(config -> config.setMaximumPoolSize(WRITERS + 2));
        mailbox = outbox.mailbox;
        outbox.db.execute("CREATE TABLE account (id int PRIMARY KEY, version int NOT NULL)");
        outbox.db.execute("INSERT INTO account SELECT i, 0 FROM generate_series(1, " + ACCOUNTS + ") i");
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        outbox.close();
    }

    /**
     * Random transactions over one or two accounts, each of which depends on the one before it at each of its accounts. Whatever runs beside
     * them, the versions of an account are delivered in their order, none missing and none twice.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 100})
    void whatDependsIsDeliveredAfterWhatItDependsOn(int batch) throws Exception {
        outbox.start(outbox.reader().batch(batch));
        Transactions tx = Transactions.of(outbox.pool());
        List<Future<?>> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            SplittableRandom random = new SplittableRandom(writer);
            writers.add(threads.submit(() -> {
                for (int i = 0; i < TRANSACTIONS; i++) {
                    transfer(tx, 1 + random.nextInt(ACCOUNTS), 1 + random.nextInt(ACCOUNTS), random.nextBoolean());
                }
                return null;
            }));
        }
        for (Future<?> writer : writers) {
            writer.get();
        }
        outbox.awaitEmpty();

        Map<String, Integer> versions = new HashMap<>();
        for (Message message : mailbox.messages()) {
            String[] change = message.payload().split(":");
            int expected = versions.merge(change[0], 1, Integer::sum);
            assertThat(Integer.parseInt(change[1])).as(message.payload()).isEqualTo(expected);
        }
        assertThat(versions.values().stream().mapToInt(v -> v).sum())
                .isEqualTo(Integer.parseInt(
                        outbox.db.query("SELECT sum(version) FROM account").get(0)));
    }

    @Test
    void aSmallIdThatBecomesVisibleLaterIsNotLost() throws Exception {
        try (Connection early = outbox.db.database().dataSource().getConnection()) {
            early.setAutoCommit(false);
            insert(early, "small id, late commit");
            outbox.write("t", "great id, early commit");
            OutboxReader reader = outbox.start(outbox.reader());
            mailbox.awaitDelivered(1);
            outbox.awaitEmpty();
            early.commit();
            mailbox.awaitDelivered(2);
            reader.close();
        }
        assertThat(mailbox.payloads()).containsExactly("great id, early commit", "small id, late commit");
        assertThat(mailbox.messages().get(0).id())
                .isGreaterThan(mailbox.messages().get(1).id());
    }

    /** Shows why the id has to be drawn at the end: drawn at the start, it is delivered before what it depends on. */
    @Test
    void anIdDrawnBeforeTheLastLockWouldBeDeliveredTooEarly() throws Exception {
        CountDownLatch drawn = new CountDownLatch(1);
        CountDownLatch committed = new CountDownLatch(1);
        Future<?> dependent = threads.submit(() -> {
            outbox.tx().run(t -> {
                insert(t.connection(), "second");
                drawn.countDown();
                committed.await();
                bump(t, 1);
            });
            return null;
        });
        drawn.await();
        outbox.tx().run(t -> {
            bump(t, 1);
            insert(t.connection(), "first");
        });
        committed.countDown();
        dependent.get();
        outbox.start(outbox.reader());
        mailbox.awaitDelivered(2);
        assertThat(mailbox.payloads()).containsExactly("second", "first");
    }

    /** The same two transactions, with the messages where they belong. */
    @Test
    void anIdDrawnRightBeforeCommitIsNot() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch committed = new CountDownLatch(1);
        Future<?> dependent = threads.submit(() -> {
            outbox.tx().run(t -> {
                t.outbox("t", "second");
                begun.countDown();
                committed.await();
                bump(t, 1);
            });
            return null;
        });
        begun.await();
        outbox.tx().run(t -> {
            bump(t, 1);
            t.outbox("t", "first");
        });
        committed.countDown();
        dependent.get();
        outbox.start(outbox.reader());
        mailbox.awaitDelivered(2);
        assertThat(mailbox.payloads()).containsExactly("first", "second");
    }

    @Test
    void messagesOfOneTransactionKeepTheirOrder() throws Exception {
        String[] payloads = new String[1_000];
        for (int i = 0; i < payloads.length; i++) {
            payloads[i] = "p" + i;
        }
        outbox.write("t", payloads);
        outbox.start(outbox.reader().batch(7));
        mailbox.awaitDelivered(payloads.length);
        assertThat(mailbox.payloads()).containsExactly(payloads);
    }

    @Test
    void onlyTheTopicsThatWereNamedAreDelivered() throws Exception {
        outbox.write("a", "a1");
        outbox.write("b", "b1");
        outbox.write("c", "c1");
        outbox.write("a", "a2");
        outbox.start(outbox.reader().topics("a", "c", "a"));
        mailbox.awaitDelivered(3);
        outbox.await("SELECT payload FROM datasafe_outbox", "b1");
        assertThat(mailbox.payloads()).containsExactly("a1", "c1", "a2");
    }

    @Test
    void aRequeuedMessageIsTheNextOfItsTopic() throws Exception {
        mailbox.fail("a1", new UndeliverableMessageException("broken", null));
        outbox.write("a", "a1", "a2");
        outbox.start(outbox.reader());
        mailbox.awaitDelivered("a2");
        mailbox.accept("a1");
        Mailbox.Held held = mailbox.hold("a3");
        outbox.write("a", "a3");
        held.await();
        outbox.write("a", "a4");
        Outbox admin = Outbox.of(outbox.pool());
        admin.requeue(admin.setAside(1).stream().map(SetAsideMessage::id).toList());
        held.release();
        mailbox.awaitDelivered("a4");
        assertThat(mailbox.payloads()).containsExactly("a2", "a3", "a1", "a4");
    }

    private void transfer(Transactions tx, int one, int other, boolean both) throws SQLException {
        tx.run(t -> {
            // The locks come first in any order that cannot deadlock; the ids at the end.
            int first = Math.min(one, other);
            t.outbox("account", first + ":" + bump(t, first));
            if (both && one != other) {
                int second = Math.max(one, other);
                t.outbox("account", second + ":" + bump(t, second));
            }
        });
    }

    private static int bump(Tx t, int account) throws SQLException {
        try (PreparedStatement update = t.connection()
                .prepareStatement("UPDATE account SET version = version + 1 WHERE id = ? RETURNING version")) {
            update.setInt(1, account);
            try (ResultSet row = update.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private static void insert(Connection connection, String payload) throws SQLException {
        PooledDatabase.execute(
                connection, "INSERT INTO datasafe_outbox (topic, payload) VALUES ('t', '" + payload + "')");
    }
}
