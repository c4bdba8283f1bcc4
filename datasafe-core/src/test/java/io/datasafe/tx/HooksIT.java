package io.datasafe.tx;

import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.event.Event;
import io.datasafe.test.PooledDatabase;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HooksIT {
    private PooledDatabase db;

    @BeforeEach
    void open() throws SQLException {
        db = PooledDatabase.open(1);
        db.execute("CREATE TABLE item (id int PRIMARY KEY)");
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void runInOrderAfterTheCommitWithNoConnectionHeld() throws SQLException {
        Transactions tx = Transactions.of(db.pool());
        List<String> ran = new ArrayList<>();
        tx.run(t -> {
            t.afterCommit("first", () -> {
                ran.add("first");
                assertThat(db.query("SELECT id FROM item")).containsExactly("1");
                assertThat(tx.current()).isEmpty();
                // The pool has one connection: it must be back.
                tx.run(own -> PooledDatabase.execute(own.connection(), "INSERT INTO item VALUES (2)"));
            });
            tx.run(joined -> joined.afterCommit("second", () -> ran.add("second")));
            PooledDatabase.execute(t.connection(), "INSERT INTO item VALUES (1)");
            assertThat(ran).isEmpty();
        });
        assertThat(ran).containsExactly("first", "second");
        assertThat(db.query("SELECT id FROM item ORDER BY id")).containsExactly("1", "2");
    }

    @Test
    void aHookThatFailsIsReportedAndStopsNobody() {
        List<Event> events = new ArrayList<>();
        List<String> ran = new ArrayList<>();
        IOException failure = new IOException("mail server");
        String result = Transactions.on(db.pool())
                .listener(events::add)
                .build()
                .named("pay")
                .call(t -> {
                    t.afterCommit("mail", () -> {
                        throw failure;
                    });
                    t.afterCommit("next", () -> ran.add("next"));
                    return "paid";
                });
        assertThat(result).isEqualTo("paid");
        assertThat(ran).containsExactly("next");
        assertThat(events).contains(new TransactionEvent.HookFailed("pay", "mail", failure));
    }

    @Test
    void withoutAListenerTheFailureIsLogged() {
        IOException failure = new IOException("mail server");
        try (CapturedLog log = new CapturedLog()) {
            Transactions.of(db.pool())
                    .named("pay")
                    .run(t -> t.afterCommit("mail", () -> {
                        throw failure;
                    }));
            assertThat(log.records()).singleElement().satisfies(r -> {
                assertThat(r.getMessage()).contains("hook \"mail\" of transaction \"pay\"");
                assertThat(r.getThrown()).isSameAs(failure);
            });
        }
    }

    @Test
    void anInterruptInAHookIsKept() {
        List<Event> events = new ArrayList<>();
        Transactions.on(db.pool())
                .listener(events::add)
                .build()
                .run(t -> t.afterCommit("wait", () -> {
                    throw new InterruptedException();
                }));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(events).hasAtLeastOneElementOfType(TransactionEvent.HookFailed.class);
    }
}
