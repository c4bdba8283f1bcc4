package io.datasafe.jooq;

import io.datasafe.load.LoadScope;
import io.datasafe.tx.Hook;
import io.datasafe.tx.TransactionException;
import io.datasafe.tx.Transactions;
import io.datasafe.tx.Tx;
import io.datasafe.tx.UnknownHook;
import java.sql.Connection;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * An open transaction with a {@link DSLContext}, as the work inside it sees it. Belongs to the thread that runs the work, and ends when
 * the work returns: statements of its {@code dsl()} fail afterwards, and on other threads, with {@link IllegalStateException}.
 *
 * @since 0.1
 */
public final class JooqTx {
    private final Tx tx;
    private final Contexts contexts;
    private final Transactions transactions;
    private @Nullable DSLContext dsl;
    private @Nullable LoadScope loads;

    JooqTx(Tx tx, Contexts contexts, Transactions transactions) {
        this.tx = tx;
        this.contexts = contexts;
        this.transactions = transactions;
    }

    /**
     * The jOOQ entry point whose statements run in this transaction, and nowhere else. Its {@code transaction(..)} is a savepoint: see {@link
     * JooqTransactions#transactionProvider}.
     *
     * @return the {@code DSLContext}; the same each time
     */
    public DSLContext dsl() {
        DSLContext context = dsl;
        if (context == null) {
            context = contexts.tied(tx, transactions);
            dsl = context;
        }
        return context;
    }

    /**
     * The load scope of this part of the transaction: it reads through {@link #dsl}, forgets what is written through it and what a savepoint
     * undoes, and ends with the transaction. It is named like the transaction.
     *
     * @return the scope; the same each time
     */
    public LoadScope loads() {
        LoadScope scope = loads;
        if (scope == null) {
            scope = LoadScope.on(tx).resource(DSLContext.class, () -> dsl()).open();
            loads = scope;
        }
        return scope;
    }

    /** {@return the same transaction as JDBC code sees it} */
    public Tx tx() {
        return tx;
    }

    /** {@return the connection that {@link #dsl} runs on: see {@link Tx#connection}} */
    public Connection connection() {
        return tx.connection();
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
     * @throws JooqSilentRollbackException if the work caught a SQL error and returned as if nothing had happened
     */
    public <T extends @Nullable Object, X extends Exception> T savepoint(JooqWork<T, X> work) throws X {
        JooqCall<T, X> call = new JooqCall<>(work, t -> this);
        try {
            return tx.savepoint(call);
        } catch (TransactionException e) {
            throw call.translated(e);
        }
    }

    /**
     * {@link #savepoint} without a result.
     *
     * @param work the part
     * @param <X> the checked exception that it may throw
     * @throws X what the work threw, after the part was undone
     */
    public <X extends Exception> void runSavepoint(JooqAction<X> work) throws X {
        JooqCall<@Nullable Void, X> call = JooqCall.of(work, t -> this);
        try {
            tx.savepoint(call);
        } catch (TransactionException e) {
            throw call.translated(e);
        }
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

    /**
     * Registers what is to be done once the transaction has been rolled back for good: see {@link Tx#afterRollback}.
     *
     * @param name names the hook in events and logs
     * @param hook what to do
     */
    public void afterRollback(String name, Hook hook) {
        tx.afterRollback(name, hook);
    }

    /**
     * Registers what is to be done if nobody can tell whether the transaction is committed: see {@link Tx#onUnknown}.
     *
     * @param name names the hook in events and logs
     * @param hook what to do
     */
    public void onUnknown(String name, UnknownHook hook) {
        tx.onUnknown(name, hook);
    }

    /**
     * Puts a message into the outbox: see {@link Tx#outbox}.
     *
     * @param topic what the message is about, such as {@code "order"}
     * @param payload the message, usually JSON
     * @throws IllegalArgumentException if the topic is blank
     */
    public void outbox(String topic, String payload) {
        tx.outbox(topic, payload);
    }

    /**
     * Waits until no other transaction holds the lock of this name, and holds it until this one ends: see {@link Tx#lock}.
     *
     * @param name what the lock guards, such as {@code "invoice numbers 2026"}
     * @throws IllegalStateException on a standby
     * @throws JooqTransactionException if the lock was not to be had
     */
    public void lock(String name) {
        try {
            tx.lock(name);
        } catch (TransactionException e) {
            throw Translation.of(e);
        }
    }

    /**
     * {@link #lock}, without waiting: see {@link Tx#tryLock}.
     *
     * @param name what the lock guards
     * @return whether this transaction holds it now
     * @throws IllegalStateException on a standby
     * @throws JooqTransactionException if the server could not be asked
     */
    public boolean tryLock(String name) {
        try {
            return tx.tryLock(name);
        } catch (TransactionException e) {
            throw Translation.of(e);
        }
    }
}
