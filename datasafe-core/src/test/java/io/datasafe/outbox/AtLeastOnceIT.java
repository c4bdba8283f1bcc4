package io.datasafe.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.outbox.OutboxEvent.DatabaseBack;
import io.datasafe.outbox.OutboxEvent.DatabaseFailed;
import io.datasafe.outbox.OutboxEvent.LeaseTaken;
import io.datasafe.outbox.OutboxEvent.SetAside;
import io.datasafe.sqlstate.SqlState;
import io.datasafe.test.PooledDatabase;
import io.datasafe.test.proxy.Fault;
import io.datasafe.test.proxy.FaultBuilder;
import io.datasafe.test.proxy.Hold;
import io.datasafe.test.proxy.Trigger;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AtLeastOnceIT {
    /** A way to break one statement of the reader; {@code early} ones come before it has its lease. */
    record Break(Trigger trigger, int skip, Function<FaultBuilder, Fault> deed, boolean early) {}

    private static final Map<String, String> STATEMENTS = Map.of(
            "take", "INSERT INTO \"datasafe_outbox_reader\"",
            "read", "WITH RECURSIVE renewed",
            "postpone", "due_at = now()",
            "set aside", "set_aside_at = now()",
            "confirm", "WITH delivered");

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

    static List<Break> everyStatementInEveryWay() {
        List<Break> breaks = new ArrayList<>();
        for (Function<FaultBuilder, Fault> deed :
                List.<Function<FaultBuilder, Fault>>of(FaultBuilder::cut, FaultBuilder::reset)) {
            STATEMENTS.forEach((name, text) ->
                    breaks.add(new Break(Trigger.statementContaining(text), 0, deed, name.equals("take"))));
            breaks.add(new Break(Trigger.reply("INSERT"), 0, deed, true));
            for (int skip = 0; skip < 3; skip++) {
                breaks.add(new Break(Trigger.reply("SELECT"), skip, deed, false));
            }
            // Postponing, deleting twice, setting aside: in which order depends on when the pause is over.
            for (int skip = 0; skip < 4; skip++) {
                breaks.add(new Break(Trigger.reply("UPDATE"), skip, deed, false));
            }
        }
        return breaks;
    }

    /** As long as its process lives and keeps its lease, a reader delivers each message exactly once, wherever a connection breaks. */
    @ParameterizedTest
    @MethodSource("everyStatementInEveryWay")
    void noMessageIsLostAndNoneIsDoubled(Break broken) throws Exception {
        mailbox.fail("poison", new IOException());
        Fault fault = null;
        if (broken.early()) {
            fault = broken.deed().apply(outbox.proxy().on(broken.trigger()));
        }
        OutboxReader reader = outbox.start(outbox.reader()
                .attempts(2)
                .batch(2)
                .poll(Duration.ofMinutes(30))
                .lease(Duration.ofHours(1)));
        mailbox.awaitEvent(LeaseTaken.class);
        if (fault == null) {
            fault = broken.deed().apply(outbox.proxy().on(broken.trigger()).skip(broken.skip()));
        }
        outbox.write("a", "a1", "poison", "a2", "a3");
        outbox.write("b", "b1", "b2");
        while (!outbox.db
                .query("SELECT id FROM datasafe_outbox WHERE set_aside_at IS NULL")
                .isEmpty()) {
            reader.wakeUp();
        }
        reader.close();
        fault.awaitHit();
        assertThat(mailbox.payloads())
                .containsExactlyInAnyOrder("a1", "a2", "a3", "b1", "b2")
                .containsSubsequence("a1", "a2", "a3")
                .containsSubsequence("b1", "b2");
        assertThat(outbox.db.query("SELECT payload FROM datasafe_outbox")).containsExactly("poison");
        assertThat(mailbox.events(SetAside.class)).hasSizeLessThanOrEqualTo(1);
        assertThat(mailbox.events(DatabaseFailed.class))
                .extracting(DatabaseFailed::failures)
                .contains(1);
        assertThat(mailbox.events(DatabaseBack.class)).isNotEmpty();
    }

    @Test
    void whatAProcessHadDeliveredAndNotDeletedIsDeliveredAgainByTheNext() throws Exception {
        Hold confirm =
                outbox.proxy().on(Trigger.statementContaining("WITH delivered")).hold();
        outbox.write("a", "a1", "a2");
        OutboxReader dead = outbox.start(outbox.reader().name("outbox"));
        confirm.await();
        outbox.write("a", "a3");
        // To the others it is dead: its statement never arrives.
        Mailbox successor = new Mailbox();
        outbox.expireLease();
        OutboxReader reader = outbox.start(outbox.reader(successor));
        successor.awaitDelivered("a3");
        assertThat(mailbox.payloads()).containsExactly("a1", "a2");
        assertThat(successor.payloads()).containsExactly("a1", "a2", "a3");
        assertThat(successor.messages()).extracting(Message::attempt).containsExactly(1, 1, 1);
        outbox.awaitEmpty();
        confirm.release();
        reader.close();
        dead.close();
        assertThat(mailbox.payloads()).containsExactly("a1", "a2");
    }

    @Test
    void withABatchOfOneEachMessageIsDeletedBeforeTheNextIsDelivered() throws Exception {
        outbox.write("a", "a1", "a2");
        Mailbox.Held held = mailbox.hold("a2");
        outbox.start(outbox.reader().batch(1));
        held.await();
        assertThat(outbox.db.query("SELECT payload FROM datasafe_outbox")).containsExactly("a2");
        held.release();
        mailbox.awaitDelivered("a2");
    }

    @Test
    void theReaderOutlivesAnOutage() throws Exception {
        OutboxReader reader = outbox.start(outbox.reader());
        mailbox.awaitEvent(LeaseTaken.class);
        outbox.proxy().refuse();
        outbox.proxy().cutAll();
        List<DatabaseFailed> failed = mailbox.awaitEvents(DatabaseFailed.class, 1);
        outbox.write("a", "a1");
        outbox.proxy().accept();
        mailbox.awaitDelivered("a1");
        DatabaseBack back = mailbox.awaitEvent(DatabaseBack.class);
        reader.close();
        assertThat(failed.get(0).failures()).isOne();
        assertThat(failed.get(0).cause()).isInstanceOf(SQLException.class);
        assertThat(failed.get(0).backoff()).isBetween(Duration.ZERO, Duration.ofMillis(100));
        assertThat(back.failures()).isPositive();
    }

    @Test
    void noConnectionIsHeldWhileTheHandlerRuns() throws Exception {
        outbox.write("a", "a1");
        Mailbox.Held held = mailbox.hold("a1");
        outbox.start(outbox.reader());
        held.await();
        assertThat(outbox.db.pool().getHikariPoolMXBean().getActiveConnections())
                .isZero();
        assertThat(outbox.db.query("SELECT state FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND state LIKE 'idle in transaction%'"))
                .isEmpty();
        held.release();
        mailbox.awaitDelivered("a1");
    }

    @Test
    void aTableThatVanishesIsAnOutageToo() throws Exception {
        OutboxReader reader = outbox.start(outbox.reader());
        mailbox.awaitEvent(LeaseTaken.class);
        outbox.db.execute("ALTER TABLE datasafe_outbox RENAME TO elsewhere");
        assertThat(mailbox.awaitEvent(DatabaseFailed.class).cause())
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42P01"));
        outbox.db.execute("ALTER TABLE elsewhere RENAME TO datasafe_outbox");
        mailbox.awaitEvent(DatabaseBack.class);
        outbox.write("a", "a1");
        mailbox.awaitDelivered("a1");
        reader.close();
    }

    @Test
    void aStatementThatWaitsForALockIsCancelledAndDoesNotPileUp() throws Exception {
        OutboxReader reader = outbox.start(outbox.reader().lease(Duration.ofSeconds(1)));
        mailbox.awaitEvent(LeaseTaken.class);
        try (Connection blocker = outbox.db.database().dataSource().getConnection()) {
            blocker.setAutoCommit(false);
            PooledDatabase.execute(blocker, "LOCK TABLE datasafe_outbox");
            assertThat(mailbox.awaitEvents(DatabaseFailed.class, 2))
                    .allSatisfy(
                            failed -> assertThat(SqlState.of(failed.cause())).isEqualTo("57014"));
            blocker.rollback();
        }
        outbox.write("a", "a1");
        mailbox.awaitDelivered("a1");
        reader.close();
    }

    @Test
    void anAttemptWhoseFailureCannotBeRecordedIsNotCounted() throws Exception {
        mailbox.fail("a1", new IOException());
        mailbox.whenDelivered("a1", () -> {
            outbox.proxy().cutAll();
            outbox.proxy().refuse();
        });
        outbox.write("a", "a1", "a2");
        OutboxReader reader = outbox.start(outbox.reader());
        mailbox.awaitEvent(DatabaseFailed.class);
        mailbox.accept("a1");
        outbox.proxy().accept();
        mailbox.awaitDelivered("a2");
        reader.close();
        assertThat(mailbox.messages()).extracting(Message::attempt).containsExactly(1, 1);
    }
}
