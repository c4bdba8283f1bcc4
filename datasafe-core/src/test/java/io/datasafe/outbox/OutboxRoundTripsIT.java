package io.datasafe.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.outbox.OutboxEvent.LeaseTaken;
import io.datasafe.outbox.OutboxEvent.Rung;
import io.datasafe.test.proxy.Recording;
import io.datasafe.test.proxy.RoundTrips;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a reader costs, step by step, without a thread. */
class OutboxRoundTripsIT {
    private OutboxDatabase outbox;
    private Mailbox mailbox;
    private long clock;

    @BeforeEach
    void open() throws SQLException {
        outbox = OutboxDatabase.open(config -> config.setMaximumPoolSize(1));
        mailbox = outbox.mailbox;
    }

    @AfterEach
    void close() {
        outbox.close();
    }

    @Test
    void anIdlePollIsOneAndWritesNothing() throws SQLException {
        Delivery delivery = leading();
        long before = transactionsThatWrote();
        for (int poll = 0; poll < 3; poll++) {
            expect(1).run(() -> assertThat(delivery.round()).isFalse());
        }
        assertThat(transactionsThatWrote()).isEqualTo(before);
    }

    @Test
    void standingByIsOneAndWritesNothing() throws SQLException {
        leading();
        Delivery second = delivery(100);
        long before = transactionsThatWrote();
        for (int poll = 0; poll < 3; poll++) {
            expect(1).run(() -> assertThat(second.round()).isFalse());
        }
        assertThat(transactionsThatWrote()).isEqualTo(before);
    }

    @Test
    void takingTheLeaseIsOneMore() throws SQLException {
        Delivery delivery = delivery(100);
        expect(2).run(() -> assertThat(delivery.round()).isFalse());
        assertThat(mailbox.events(LeaseTaken.class)).containsExactly(new LeaseTaken("outbox", false));
    }

    @Test
    void aBatchIsTwoHoweverManyMessagesItHolds() throws SQLException {
        Delivery delivery = leading();
        outbox.write("a", "a1");
        expect(2).run(() -> assertThat(delivery.round()).isFalse());
        outbox.write("a", "a2", "a3", "a4", "a5");
        outbox.write("b", "b1");
        expect(2).run(() -> assertThat(delivery.round()).isFalse());
        assertThat(mailbox.payloads()).containsExactly("a1", "a2", "a3", "a4", "a5", "b1");
        assertThat(outbox.db.query("SELECT id FROM datasafe_outbox")).isEmpty();
    }

    @Test
    void aFailedAttemptIsOneMore() throws SQLException {
        Delivery delivery = leading();
        mailbox.fail("a1", new IllegalStateException());
        outbox.write("a", "a1");
        outbox.write("b", "b1");
        expect(3).run(delivery::round);
        assertThat(mailbox.payloads()).containsExactly("b1");
    }

    @Test
    void aFullBatchIsFollowedByAnotherAtOnce() throws SQLException {
        Delivery delivery = delivery(2);
        outbox.write("a", "a1", "a2", "a3");
        assertThat(delivery.round()).isTrue();
        assertThat(delivery.round()).isFalse();
        assertThat(mailbox.payloads()).hasSize(3);
    }

    @Test
    void aLeaseHalfOverIsRenewedBeforeTheNextMessage() throws SQLException {
        Delivery delivery = leading();
        mailbox.whenDelivered("a1", () -> clock += Duration.ofSeconds(16).toNanos());
        outbox.write("a", "a1", "a2", "a3");
        expect(3).run(delivery::round);
        assertThat(mailbox.payloads()).containsExactly("a1", "a2", "a3");
    }

    @Test
    void anIdleReaderRenewsItsLeaseWithThePollItself() throws SQLException {
        Delivery delivery = leading();
        outbox.db.execute("UPDATE datasafe_outbox_reader SET expires_at = now() + interval '22 seconds'");
        expect(1).run(delivery::round);
        assertThat(outbox.db.query("SELECT expires_at > now() + interval '25 seconds' FROM datasafe_outbox_reader"))
                .containsExactly("t");
    }

    @Test
    void theEndIsOne() throws SQLException {
        Delivery delivery = leading();
        expect(1).run(delivery::end);
        Delivery next = delivery(100);
        next.round();
        assertThat(mailbox.events(LeaseTaken.class)).last().isEqualTo(new LeaseTaken("outbox", false));
        Delivery never = delivery(100);
        expect(0).run(never::end);
    }

    @Test
    void aThousandCommitsRingOnce() throws Exception {
        // No pool, whose test of a connection would be counted.
        OutboxBell bell = OutboxBell.on(outbox.throughProxy())
                .every(Duration.ofHours(1))
                .listener(mailbox)
                .start();
        try (Recording recording = outbox.proxy().record()) {
            for (int i = 0; i < 1_000; i++) {
                outbox.tx().run(t -> {
                    t.outbox("a", "a");
                    t.afterCommit("bell", bell::ring);
                });
            }
            bell.close();
            assertThat(recording.traffic().statements()).isEqualTo(2);
            assertThat(recording.trips())
                    .allMatch(trip -> trip.statements().equals(List.of("SELECT pg_notify($1, '')")));
        }
        assertThat(mailbox.events(Rung.class).stream().mapToLong(Rung::rings).sum())
                .isEqualTo(1_000);
    }

    private Delivery leading() throws SQLException {
        Delivery delivery = delivery(100);
        delivery.round();
        return delivery;
    }

    private Delivery delivery(int batch) {
        ReaderOptions options =
                outbox.reader().batch(batch).nanoTime(() -> clock).options();
        Statements statements = new Statements(options.dataSource(), options.lease());
        OutboxStore store = new OutboxStore(statements, options.table(), options.name(), Set.of(), options.lease());
        return new Delivery(options, store, new HandlerCall(mailbox), new Announcer(mailbox), () -> false);
    }

    private RoundTrips expect(int trips) throws SQLException {
        // The pool may still be setting its connection up.
        outbox.pool().getConnection().close();
        return RoundTrips.on(outbox.proxy()).exactly(trips).statements(trips);
    }

    /** Transactions that only read have no id. */
    private long transactionsThatWrote() throws SQLException {
        return Long.parseLong(outbox.db
                .query("SELECT pg_snapshot_xmax(pg_current_snapshot())")
                .get(0));
    }
}
