package io.datasafe.jooq;

import io.datasafe.tx.Hook;
import io.datasafe.tx.Tx;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * An open transaction with a {@link DSLContext}, as the work inside it sees it. Belongs to the thread that runs the work, and ends when
 * the work returns: statements of its {@code dsl()} fail afterwards, and on other threads, with {@link IllegalStateException}.
 *
 * @since 0.1
 */
public final class JooqTx {
    private final Tx tx;
    private final Configuration base;
    private @Nullable DSLContext dsl;

    JooqTx(Tx tx, Configuration base) {
        this.tx = tx;
        this.base = base;
    }

    /** {@return the jOOQ entry point whose statements run in this transaction, and nowhere else} */
    public DSLContext dsl() {
        DSLContext context = dsl;
        if (context == null) {
            context = DSL.using(base.derive(new TxConnectionProvider(tx)));
            dsl = context;
        }
        return context;
    }

    /** {@return the same transaction as JDBC code sees it} */
    public Tx tx() {
        return tx;
    }

    /** {@return the transaction's name} */
    public String name() {
        return tx.name();
    }

    /** {@return which run of the work this is: 1 for the first} */
    public int attempt() {
        return tx.attempt();
    }

    /**
     * Runs a part of the work that may fail alone: see {@link Tx#savepoint}.
     *
     * @param work the part
     * @param <T> its result
     * @param <X> the checked exception that it may throw
     * @return what the work returned
     * @throws X what the work threw, after the part was undone
     */
    public <T extends @Nullable Object, X extends Exception> T savepoint(JooqWork<T, X> work) throws X {
        return tx.<T, X>savepoint(t -> work.apply(this));
    }

    /**
     * {@link #savepoint} without a result.
     *
     * @param work the part
     * @param <X> the checked exception that it may throw
     * @throws X what the work threw, after the part was undone
     */
    public <X extends Exception> void runSavepoint(JooqAction<X> work) throws X {
        tx.<X>runSavepoint(t -> work.apply(this));
    }

    /**
     * Registers what is to be done once the transaction has committed: see {@link Tx#afterCommit}.
     *
     * @param name names the hook in events and logs
     * @param hook what to do
     */
    public void afterCommit(String name, Hook hook) {
        tx.afterCommit(name, hook);
    }
}
