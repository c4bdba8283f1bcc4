package io.datasafe.tx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.datasafe.event.Event;
import io.datasafe.test.PooledDatabase;
import io.datasafe.tx.TransactionEvent.Begun;
import io.datasafe.tx.TransactionEvent.Committed;
import io.datasafe.tx.TransactionEvent.GaveUp;
import io.datasafe.tx.TransactionEvent.Retrying;
import io.datasafe.tx.TransactionEvent.RolledBack;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventsIT {
    private final List<Event> events = new ArrayList<>();
    private PooledDatabase db;
    private Transactions tx;

    @BeforeEach
    void open() {
        db = PooledDatabase.open(1);
        tx = Transactions.on(db.pool()).listener(events::add).build().named("pay");
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void aTransactionBeginsAndCommits() {
        tx.run(t -> tx.run(joined -> {}));
        assertThat(events).containsExactly(new Begun("pay", 1), new Committed("pay", 1, null, null, false));
    }

    @Test
    void aRollbackNamesItsCause() {
        IOException cause = new IOException();
        catchThrowable(() -> tx.run(t -> {
            throw cause;
        }));
        assertThat(events).containsExactly(new Begun("pay", 1), new RolledBack("pay", 1, cause));
    }

    @Test
    void eachAttemptIsSeen() throws SQLException {
        SQLException conflict = new SQLException("x", "40P01");
        tx.run(t -> {
            if (t.attempt() == 1) {
                throw conflict;
            }
        });
        assertThat(events)
                .hasSize(5)
                .startsWith(new Begun("pay", 1), new RolledBack("pay", 1, conflict))
                .endsWith(new Begun("pay", 2), new Committed("pay", 2, null, null, false));
        assertThat((Retrying) events.get(2)).satisfies(r -> {
            assertThat(r.attempt()).isOne();
            assertThat(r.sqlState()).isEqualTo("40P01");
            assertThat(r.backoff()).isBetween(Duration.ZERO, Duration.ofMillis(10));
        });
        assertThat(events).allMatch(e -> ((TransactionEvent) e).transaction().equals("pay"));
    }

    @Test
    void givingUpIsSeen() {
        Transactions twice = Transactions.on(db.pool())
                .retry(Retry.upTo(2).backoff(Duration.ofNanos(1), Duration.ofNanos(1)))
                .listener(events::add)
                .build();
        catchThrowable(() -> twice.run(t -> {
            throw new SQLException("x", "40001");
        }));
        assertThat(events).last().isInstanceOfSatisfying(GaveUp.class, g -> {
            assertThat(g.attempts()).isEqualTo(2);
            assertThat(g.sqlState()).isEqualTo("40001");
            assertThat(g.elapsed()).isPositive();
        });
        events.clear();
        catchThrowable(() -> twice.run(t -> {
            throw new SQLException("not worth another run", "23505");
        }));
        assertThat(events).noneMatch(GaveUp.class::isInstance);
    }

    @Test
    void aListenerThatThrowsHarmsNobody() throws SQLException {
        Transactions harassed = Transactions.on(db.pool())
                .listener(e -> {
                    throw new AssertionError("no metrics today");
                })
                .build();
        try (CapturedLog log = new CapturedLog()) {
            harassed.run(t -> PooledDatabase.execute(t.connection(), "CREATE TABLE item (id int)"));
            assertThat(log.records())
                    .extracting(LogRecord::getMessage)
                    .containsExactly("the listener failed on Begun", "the listener failed on Committed");
        }
        assertThat(db.query("SELECT id FROM item")).isEmpty();
    }
}
