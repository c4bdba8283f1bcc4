package io.datasafe.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.datasafe.test.proxy.Trigger;
import io.datasafe.tx.OnceTable;
import io.datasafe.tx.ResultCodec;
import io.datasafe.tx.Timeouts;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

/** That what is passed on to core does there what its name says. */
class JooqTxIT extends Items {
    @Test
    void hooksRunForWhatHasHappened() {
        tx.run(this::hooks);
        assertThat(hooks).containsExactly("committed");
        catchThrowable(() -> tx.run(t -> {
            hooks(t);
            throw new IOException();
        }));
        assertThat(hooks).containsExactly("committed", "rolled back");
        db.proxy().on(Trigger.commitReply()).cut();
        catchThrowable(() -> tx.run(t -> {
            hooks(t);
            insert(t.dsl(), 1);
        }));
        assertThat(hooks).containsExactly("committed", "rolled back", "unknown");
    }

    @Test
    void theConnectionAndTheViewsAreThoseOfTheTransaction() throws SQLException {
        tx.run(t -> {
            insert(t.dsl(), 1);
            assertThat(t.dsl()).isSameAs(t.dsl());
            try (Statement statement = t.connection().createStatement()) {
                assertThat(statement.executeUpdate("DELETE FROM item")).isOne();
            }
            assertThat(tx.current().map(JooqTx::tx)).isEqualTo(Optional.of(t.tx()));
            DataSource joining = tx.dataSource();
            DSLContext other = DSL.using(joining, SQLDialect.POSTGRES);
            assertThat(other.fetchCount(ITEM)).isZero();
            insert(other, 2);
        });
        assertThat(stored()).containsExactly(2);
    }

    @Test
    void anOutboxMessageIsThereIfTheTransactionCommits() {
        db.outside().execute("CREATE TABLE datasafe_outbox (id bigserial PRIMARY KEY, topic text, payload text)");
        catchThrowable(() -> tx.run(t -> {
            t.outbox("order", "1");
            throw new IOException();
        }));
        tx.run(t -> t.outbox("order", "2"));
        assertThat(db.outside()
                        .fetch("SELECT topic, payload FROM datasafe_outbox")
                        .formatCSV(false))
                .isEqualTo("order,2\n");
    }

    @Test
    void aLockKeepsOthersOut() {
        tx.run(t -> {
            t.lock("invoice");
            assertThat(t.tryLock("invoice")).as("one's own").isTrue();
            assertThat(CompletableFuture.supplyAsync(
                                    () -> tx.<Boolean, RuntimeException>call(other -> other.tryLock("invoice")))
                            .join())
                    .isFalse();
        });
        assertThat(tx.<Boolean, RuntimeException>call(t -> t.tryLock("invoice")))
                .isTrue();
    }

    @Test
    void onceDoesItOnce() {
        db.outside().execute(OnceTable.ddl());
        UUID first = tx.once("pay", 7, UUID.class).call(t -> {
            insert(t.dsl(), 7);
            return UUID.randomUUID();
        });
        assertThat(tx.once("pay", 7, UUID.class).call(t -> UUID.randomUUID())).isEqualTo(first);
        assertThat(stored()).containsExactly(7);
        ResultCodec<Integer> stored = ResultCodec.as("int", Object::toString, Integer::valueOf);
        assertThat(tx.once("count", "a", stored).call(t -> t.dsl().fetchCount(ITEM)))
                .isOne();
        tx.once("log", "a", Void.class).run(t -> insert(t.dsl(), 8));
        tx.once("log", "a", Void.class).run(t -> insert(t.dsl(), 9));
        assertThat(stored()).containsExactly(7, 8);
    }

    @Test
    void aLostAnswerToACommitOfOnceIsMadeGood() {
        db.outside().execute(OnceTable.ddl());
        db.proxy().on(Trigger.commitReply()).cut();
        tx.once("pay", 7, Void.class).run(t -> insert(t.dsl(), 7));
        assertThat(stored()).containsExactly(7);
    }

    @Test
    void theDerivedCopiesDoWhatTheirNamesSay() {
        assertThat(setting(tx.deferrable(), "transaction_deferrable")).isEqualTo("on");
        assertThat(setting(tx.tenant("acme"), "app.tenant")).isEqualTo("acme");
        assertThat(setting(tx.timeouts(Timeouts.none().statement(Duration.ofSeconds(5))), "statement_timeout"))
                .isEqualTo("5s");
        assertThat(setting(tx.deadline(Duration.ofMinutes(1)), "statement_timeout"))
                .isNotEqualTo("0");
        assertThat(setting(tx.deadline(Instant.now().plusSeconds(60)), "statement_timeout"))
                .isNotEqualTo("0");
        assertThat(setting(tx.resolvable(), "transaction_isolation")).isEqualTo("read committed");
        assertThatIllegalStateException()
                .isThrownBy(() -> tx.repeatableRead().deferrable())
                .withMessageContaining("deferrable() runs at SERIALIZABLE");
    }

    /** The same through {@code ctx.transaction(..)}. */
    private static String setting(JooqTransactions derived, String name) {
        String called = derived.call(t -> setting(t.dsl(), name));
        String demarcated = derived.dsl().transactionResult(c -> setting(c.dsl(), name));
        if (!name.equals("statement_timeout")) {
            assertThat(demarcated).isEqualTo(called);
        }
        return called;
    }

    private static String setting(DSLContext dsl, String name) {
        return dsl.fetchOne("SELECT current_setting(?)", name).get(0, String.class);
    }
}
