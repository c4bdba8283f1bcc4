package io.datasafe.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.datasafe.tx.Transactions;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.ConfigurationException;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;
import org.junit.jupiter.api.Test;

/** What users of jOOQ's own transactions report, by the number of the issue, and contexts that are not datasafe's own. */
class JooqIssuesIT extends Items {
    /** jOOQ/jOOQ#6964: a statement of the outer context is committed although the transaction is rolled back. */
    @Test
    void issue6964TheOuterContextIsInsideToo() {
        DSLContext ctx = tx.dsl();
        assertThatThrownBy(() -> ctx.transaction(c -> {
                    insert(ctx, 1);
                    insert(c.dsl(), 2);
                    throw new IOException();
                }))
                .isInstanceOf(DataAccessException.class);
        assertThat(stored()).isEmpty();
    }

    /** The same with a context that knows nothing of datasafe: only the guarded pool can tell. */
    @Test
    void issue6964AForeignContextIsRefusedByTheGuardedPool() {
        DSLContext foreign = DSL.using(Transactions.guarded(db.pool()), SQLDialect.POSTGRES);
        assertThatIllegalStateException()
                .isThrownBy(() -> tx.dsl().transaction(c -> {
                    insert(c.dsl(), 1);
                    insert(foreign, 2);
                }))
                .withMessageContaining("a second connection was asked for");
        assertThat(stored()).isEmpty();
    }

    /** jOOQ/jOOQ#14570: the inner one of two kinds of lambdas commits the outer one. */
    @Test
    void issue14570BothKindsOfLambdasNest() {
        DSLContext ctx = tx.dsl();
        assertThatThrownBy(() -> ctx.transaction(() -> {
                    ctx.transaction(c -> insert(c.dsl(), 1));
                    assertThat(stored()).as("not committed early").isEmpty();
                    throw new IOException();
                }))
                .hasCauseInstanceOf(IOException.class);
        assertThatThrownBy(() -> ctx.transaction(c -> {
                    ctx.transaction(() -> insert(ctx, 2));
                    assertThat(stored()).isEmpty();
                    throw new IOException();
                }))
                .hasCauseInstanceOf(IOException.class);
        assertThat(stored()).isEmpty();
        int rows = ctx.transactionResult(() -> {
            insert(ctx, 3);
            catchThrowable(() -> ctx.transaction(() -> {
                insert(ctx, 4);
                throw new IOException();
            }));
            return ctx.transactionResult(c -> insert(c.dsl(), 5));
        });
        assertThat(rows).isOne();
        assertThat(stored()).containsExactly(3, 5);
    }

    /** A context that is tied to one transaction has no thread to look for another: jOOQ refuses the other kind itself. */
    @Test
    void issue14570ATiedContextTakesOneKindOnly() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> tx.dsl()
                        .transaction(c -> c.dsl().transaction(() -> {
                            throw new AssertionError("not run");
                        })));
    }

    /** jOOQ/jOOQ#9409: the context of a transaction goes on after its end. */
    @Test
    void issue9409ALeakedContextIsDead() {
        DSLContext leaked = tx.dsl().transactionResult(Configuration::dsl);
        assertThatIllegalStateException().isThrownBy(() -> insert(leaked, 1)).withMessageContaining("has ended");
        assertThatIllegalStateException()
                .isThrownBy(() -> leaked.transaction(c -> insert(c.dsl(), 2)))
                .withMessageContaining("has ended");
        tx.run(t -> assertThatIllegalStateException().isThrownBy(() -> insert(leaked, 3)));
        assertThat(stored()).isEmpty();
    }

    @Test
    void issue9409AContextOnAnotherThreadIsRefused() {
        tx.dsl().transaction(c -> {
            assertThatThrownBy(() ->
                            CompletableFuture.runAsync(() -> insert(c.dsl(), 1)).join())
                    .hasRootCauseInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("belongs to thread");
            assertThatThrownBy(() -> CompletableFuture.runAsync(() -> c.dsl().transaction(c2 -> insert(c2.dsl(), 2)))
                            .join())
                    .hasRootCauseInstanceOf(IllegalStateException.class);
        });
        assertThat(stored()).isEmpty();
    }

    @Test
    void aContextOfOnesOwnNeedsTheProviderOnly() {
        Configuration own = new DefaultConfiguration().set(SQLDialect.POSTGRES).set(db.pool());
        DSLContext derived = own.derive(tx.transactionProvider()).dsl();
        own.set(tx.transactionProvider());
        for (DSLContext ctx : new DSLContext[] {own.dsl(), derived}) {
            assertThatExceptionOfType(JooqSilentRollbackException.class)
                    .isThrownBy(() -> ctx.transaction(c -> {
                        insert(ctx, 1);
                        insert(c.dsl(), 2);
                        assertThat(stored()).isEmpty();
                        catchThrowable(() -> c.dsl().fetch("SELECT 1/0"));
                    }))
                    .satisfies(e ->
                            assertThat(e.sqlState()).as("its cause is known").isEqualTo("22012"));
        }
        assertThatExceptionOfType(ConfigurationException.class)
                .as("jOOQ refuses what would lead outside")
                .isThrownBy(() -> own.set(db.pool()));
        assertThat(stored()).isEmpty();
    }

    @Test
    void theConfigurationOfARunningTransactionIsNoneToTake() {
        DSLContext plain = DSL.using(db.pool(), SQLDialect.POSTGRES);
        plain.transaction(c -> assertThatIllegalArgumentException()
                .isThrownBy(() -> JooqTransactions.on(jdbc).configuration(c))
                .withMessageContaining("take the one outside of transaction(..)"));
    }
}
