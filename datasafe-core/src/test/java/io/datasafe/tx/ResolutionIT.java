package io.datasafe.tx;

import static io.datasafe.test.PooledDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.datasafe.event.Event;
import io.datasafe.test.PooledDatabase;
import io.datasafe.test.proxy.Fault;
import io.datasafe.test.proxy.Hold;
import io.datasafe.test.proxy.Trigger;
import io.datasafe.tx.TransactionEvent.Committed;
import io.datasafe.tx.TransactionEvent.Resolved;
import io.datasafe.tx.TransactionEvent.RetryReason;
import io.datasafe.tx.TransactionEvent.Retrying;
import io.datasafe.tx.TransactionEvent.Unknown;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResolutionIT {
    private final List<Event> events = new ArrayList<>();
    private final AtomicInteger hooks = new AtomicInteger();
    private PooledDatabase db;
    private Transactions tx;

    @BeforeEach
    void open() throws SQLException {
        db = PooledDatabase.open(2);
        db.execute("CREATE TABLE item (id int)");
        tx = Transactions.on(db.pool())
                .listener(events::add)
                .build()
                .resolvable()
                .named("pay");
    }

    @AfterEach
    void close() {
        db.close();
    }

    private int insert(Tx t) throws SQLException {
        t.afterCommit("count", hooks::incrementAndGet);
        execute(t.connection(), "INSERT INTO item VALUES (1)");
        return t.attempt();
    }

    @Test
    void aLostAnswerToACommitThatHappenedIsASuccess() throws SQLException {
        Fault fault = db.proxy().on(Trigger.commitReply()).cut();
        assertThat(tx.<Integer, SQLException>call(this::insert)).isEqualTo(1);
        fault.awaitHit();
        assertThat(db.query("SELECT id FROM item")).containsExactly("1");
        assertThat(hooks).hasValue(1);
        assertThat(events)
                .hasAtLeastOneElementOfType(Resolved.class)
                .last()
                .isEqualTo(new Committed("pay", 1, null, null, false));
    }

    @Test
    void aLostCommitIsRunAgain() throws SQLException {
        Fault fault = db.proxy().on(Trigger.commitSent()).cut();
        assertThat(tx.<Integer, SQLException>call(this::insert)).isEqualTo(2);
        fault.awaitHit();
        assertThat(db.query("SELECT id FROM item")).containsExactly("1");
        assertThat(hooks).hasValue(1);
        assertThat(events)
                .anySatisfy(e -> assertThat(e)
                        .isInstanceOfSatisfying(
                                Resolved.class, r -> assertThat(r.committed()).isFalse()))
                .anySatisfy(e -> assertThat(e)
                        .isInstanceOfSatisfying(
                                Retrying.class, r -> assertThat(r.reason()).isEqualTo(RetryReason.SESSION_LOST)));
    }

    @Test
    void aCommitThatCouldStillArriveIsFencedFirst() throws SQLException {
        Hold held = db.proxy().on(Trigger.commitSent()).hold();
        Transactions bounded = tx.timeouts(Timeouts.none().commit(Duration.ofMillis(300)));
        assertThat(bounded.<Integer, SQLException>call(this::insert)).isEqualTo(2);
        held.await();
        held.release();
        assertThat(db.query("SELECT id FROM item")).containsExactly("1");
        assertThat(hooks).hasValue(1);
    }

    @Test
    void aTicketTellsLater() throws SQLException {
        Transactions late = Transactions.on(db.pool())
                .listener(events::add)
                .resolveWithin(Duration.ZERO)
                .build()
                .resolvable()
                .named("pay: now");
        db.proxy().on(Trigger.commitReply()).cut();
        List<String> seen = new ArrayList<>();
        CommitUnknownException caught = catchThrowableOfType(
                CommitUnknownException.class,
                () -> late.run(t -> {
                    t.onUnknown(
                            "store",
                            unknown -> seen.add(unknown.ticket().orElseThrow().toString()));
                    insert(t);
                }));
        Ticket ticket = Ticket.parse(caught.ticket().orElseThrow().toString());
        assertThat(seen).containsExactly(ticket.toString());
        assertThat(caught).hasMessageContaining("it was not asked for, resolveWithin being 0");
        assertThat(hooks).hasValue(0);
        assertThat(ticket.transaction()).isEqualTo("pay: now");
        assertThat(ticket.resolve(db.pool(), Duration.ofSeconds(5))).isEqualTo(Resolution.COMMITTED);
        assertThat(events).last().isEqualTo(new Unknown("pay: now", 1, ticket.toString(), caught));
    }

    @Test
    void anAttemptGivesTheOutcomeAsAValue() throws SQLException {
        assertThat(tx.<Integer, SQLException>attempt(this::insert)).isEqualTo(new Outcome.Committed<>(1, 1, false));
        IllegalArgumentException failure = new IllegalArgumentException("no");
        assertThat(tx.attempt(t -> {
                    throw failure;
                }))
                .isEqualTo(new Outcome.RolledBack<>(failure, 1));
        Transactions late =
                Transactions.on(db.pool()).resolveWithin(Duration.ZERO).build();
        db.proxy().on(Trigger.commitSent()).cut();
        assertThat(late.<Integer, SQLException>attempt(this::insert))
                .isInstanceOfSatisfying(
                        Outcome.Unknown.class,
                        unknown -> assertThat(unknown.ticket().resolve(db.pool(), Duration.ofSeconds(5)))
                                .isEqualTo(Resolution.ROLLED_BACK));
    }

    @Test
    void aPoolThatDoesNotCommitByItselfIsAskedToo() throws SQLException {
        try (PooledDatabase manual = PooledDatabase.open(config -> {
            config.setAutoCommit(false);
            config.setMaximumPoolSize(1);
        })) {
            manual.execute("CREATE TABLE item (id int)");
            Transactions byHand = Transactions.of(manual.pool()).resolvable();
            manual.proxy().on(Trigger.commitReply()).cut();
            assertThat(byHand.<Integer, SQLException>call(this::insert)).isEqualTo(1);
            assertThat(hooks).hasValue(1);
            manual.proxy().on(Trigger.commitSent()).cut();
            assertThat(byHand.<Integer, SQLException>call(this::insert)).isEqualTo(2);
            assertThat(manual.query("SELECT id FROM item")).containsExactly("1", "1");
            try (Connection next = manual.pool().getConnection()) {
                assertThat(next.getAutoCommit()).as("as it came").isFalse();
            }
        }
    }

    @Test
    void anInterruptWaitsUntilTheOutcomeIsKnown() throws SQLException {
        db.proxy().on(Trigger.commitReply()).cut();
        int attempt = tx.call(t -> {
            Thread.currentThread().interrupt();
            return insert(t);
        });
        assertThat(Thread.interrupted()).as("kept").isTrue();
        assertThat(attempt).isEqualTo(1);
        assertThat(hooks).hasValue(1);
    }

    @Test
    void anErrorWhileTheServerIsAskedLeavesTheOutcomeUnknown() {
        AssertionError error = new AssertionError("while asked");
        Transactions failing = Transactions.on(WrappingDataSource.failing(db.pool(), "getNetworkTimeout", error))
                .build()
                .resolvable();
        AtomicInteger unknownHooks = new AtomicInteger();
        db.proxy().on(Trigger.commitReply()).cut();
        CommitUnknownException caught = catchThrowableOfType(
                CommitUnknownException.class,
                () -> failing.run(t -> {
                    t.onUnknown("count", unknown -> unknownHooks.incrementAndGet());
                    insert(t);
                }));
        assertThat(caught).hasSuppressedException(error);
        assertThat(caught.ticket().orElseThrow().resolve(db.pool(), Duration.ofSeconds(5)))
                .isEqualTo(Resolution.COMMITTED);
        assertThat(unknownHooks).hasValue(1);
        assertThat(hooks).hasValue(0);
    }
}
