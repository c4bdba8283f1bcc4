package io.datasafe.tx;

import static io.datasafe.test.PooledDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.event.Event;
import io.datasafe.test.proxy.FaultProxy;
import io.datasafe.test.proxy.Hold;
import io.datasafe.test.proxy.Trigger;
import io.datasafe.tx.TransactionEvent.Resolved;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A COMMIT that is lost on either side of PgBouncer is resolved through PgBouncer. */
class PgBouncerLostCommitIT {
    /** Where the network breaks. */
    private enum Side {
        CLIENT(BouncedDatabase::front),
        SERVER(BouncedDatabase::back);

        private final Function<BouncedDatabase, FaultProxy> proxy;

        Side(Function<BouncedDatabase, FaultProxy> proxy) {
            this.proxy = proxy;
        }

        FaultProxy of(BouncedDatabase db) {
            return proxy.apply(db);
        }
    }

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger committed = new AtomicInteger();
    private BouncedDatabase db;

    @AfterEach
    void close() throws SQLException {
        if (db != null) {
            db.close();
        }
    }

    private Transactions resolvable(Duration within) {
        return Transactions.on(db.pool())
                .resolveWithin(within)
                .listener(events::add)
                .build()
                .tenant("a")
                .resolvable();
    }

    private Outcome<Integer> insert(Transactions transactions) {
        return transactions.attempt(t -> {
            execute(t.connection(), "INSERT INTO orders VALUES (4, 'a')");
            t.afterCommit("count", committed::incrementAndGet);
            return t.attempt();
        });
    }

    private void expectOnce(Outcome<Integer> outcome, int attempt) throws SQLException {
        assertThat(outcome).isEqualTo(new Outcome.Committed<>(attempt, attempt, false));
        assertThat(committed).hasValue(1);
        assertThat(db.rows()).containsExactly("1a", "2a", "3b", "4a");
        assertThat(events)
                .filteredOn(Resolved.class::isInstance)
                .singleElement()
                .satisfies(e -> assertThat(((Resolved) e).committed()).isEqualTo(attempt == 1));
    }

    @ParameterizedTest
    @EnumSource
    void aLostAnswerIsFoundOutToBeACommit(Side side) throws SQLException {
        db = BouncedDatabase.open();
        side.of(db).on(Trigger.commitReply()).cut();
        expectOnce(insert(resolvable(Duration.ofSeconds(10))), 1);
    }

    @ParameterizedTest
    @EnumSource
    void aCommitThatNeverArrivedIsFoundOutAndRunAgain(Side side) throws SQLException {
        db = BouncedDatabase.open();
        side.of(db).on(Trigger.commitSent()).reset();
        expectOnce(insert(resolvable(Duration.ofSeconds(10))), 2);
    }

    /** The session is found by its transaction's id: the pid that the client knows is PgBouncer's invention. */
    @ParameterizedTest
    @EnumSource
    void aCommitThatMayStillArriveIsFencedAndRunAgain(Side side) throws SQLException {
        db = BouncedDatabase.open("default_pool_size=2");
        Hold late = side.of(db).on(Trigger.commitSent()).hold();
        Outcome<Integer> outcome = insert(
                resolvable(Duration.ofSeconds(10)).timeouts(Timeouts.none().commit(Duration.ofMillis(200))));
        expectOnce(outcome, 2);
        late.release();
        expectOnce(outcome, 2);
    }

    @Test
    void withoutAFreeServerConnectionNobodyCanBeAskedAndTheTicketIsGoodLater() throws SQLException {
        db = BouncedDatabase.open();
        Hold late = db.front().on(Trigger.commitSent()).hold();
        Outcome<Integer> outcome = insert(
                resolvable(Duration.ofMillis(500)).timeouts(Timeouts.none().commit(Duration.ofMillis(200))));
        assertThat(outcome).isInstanceOf(Outcome.Unknown.class);
        Ticket ticket = ((Outcome.Unknown<Integer>) outcome).ticket();
        assertThat(db.database().query("SELECT pg_xact_status('" + ticket.xid() + "')"))
                .containsExactly("in progress");
        late.release();
        assertThat(ticket.resolve(db.pool(), Duration.ofSeconds(20))).isEqualTo(Resolution.COMMITTED);
        assertThat(db.rows()).containsExactly("1a", "2a", "3b", "4a");
    }

    @Test
    void aReserveOfPgBouncersIsEnoughToAsk() throws SQLException {
        db = BouncedDatabase.open("reserve_pool_size=1", "reserve_pool_timeout=1");
        Hold late = db.front().on(Trigger.commitSent()).hold();
        Outcome<Integer> outcome = insert(
                resolvable(Duration.ofSeconds(20)).timeouts(Timeouts.none().commit(Duration.ofMillis(200))));
        expectOnce(outcome, 2);
        late.release();
        expectOnce(outcome, 2);
    }

    @Test
    void aSecondPoolForQuestionsNeedsNoFreeServerConnectionOfTheFirst() throws SQLException {
        db = BouncedDatabase.open();
        db.front().on(Trigger.commitSent()).hold();
        Outcome<Integer> outcome =
                insert(resolvable(Duration.ZERO).timeouts(Timeouts.none().commit(Duration.ofMillis(200))));
        Ticket ticket = ((Outcome.Unknown<Integer>) outcome).ticket();
        // The superuser's: the service's own role, not through PgBouncer, would do.
        assertThat(ticket.resolve(db.database().superuser(), Duration.ofSeconds(20)))
                .isEqualTo(Resolution.ROLLED_BACK);
        assertThat(db.rows()).containsExactly("1a", "2a", "3b");
    }

    @Test
    void withoutResolvingTheOutcomeIsUnknownAndNothingIsRunAgain() throws SQLException {
        db = BouncedDatabase.open();
        db.back().on(Trigger.commitReply()).cut();
        Outcome<Integer> outcome = insert(resolvable(Duration.ZERO));
        assertThat(outcome).isInstanceOf(Outcome.Unknown.class);
        assertThat(((Outcome.Unknown<Integer>) outcome).cause().sqlState()).startsWith("08");
        assertThat(committed).hasValue(0);
        assertThat(db.rows()).containsExactly("1a", "2a", "3b", "4a");
    }
}
