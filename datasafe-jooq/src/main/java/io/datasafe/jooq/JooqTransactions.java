package io.datasafe.jooq;

import io.datasafe.tx.TransactionException;
import io.datasafe.tx.TransactionRunner;
import io.datasafe.tx.Transactions;
import io.datasafe.tx.Tx;
import org.jooq.DSLContext;
import org.jooq.TransactionProvider;
import org.jspecify.annotations.Nullable;

/**
 * {@link Transactions} whose work gets a jOOQ {@link DSLContext}. Everything said there about joining, retries,
 * rollbacks and hooks applies here, and each joins the other's transactions.
 *
 * <pre>{@code
 * JooqTransactions tx = JooqTransactions.of(Transactions.of(dataSource));
 * Long id = tx.call(t -> t.dsl().insertInto(ORDERS).set(row).returningResult(ORDERS.ID).fetchOne(ORDERS.ID));
 * }</pre>
 *
 * <p>What datasafe throws here is a {@link org.jooq.exception.DataAccessException} with its SQLSTATE: a {@link
 * JooqTransactionException}, or jOOQ's own exception for a constraint that COMMIT checks. Its cause is what {@link
 * Transactions} throws. An exception of the work passes unchanged, and misuse is an {@link IllegalStateException}.
 *
 * <p>Immutable and thread-safe. The methods without a verb return a changed copy.
 *
 * @since 0.1
 */
public final class JooqTransactions extends TransactionRunner<JooqTx, JooqTransactions> {
    private final Transactions transactions;
    private final Contexts contexts;

    /** Made by the first call that needs it; two threads may make two, and either will do. */
    private volatile @Nullable DSLContext joined;

    JooqTransactions(Transactions transactions, Contexts contexts) {
        super(transactions);
        this.transactions = transactions;
        this.contexts = contexts;
    }

    /**
     * Takes all defaults: the dialect POSTGRES and jOOQ's default settings.
     *
     * @param transactions the transactions to run in
     * @return the same transactions with jOOQ
     */
    public static JooqTransactions of(Transactions transactions) {
        return on(transactions).build();
    }

    /**
     * Begins a configuration.
     *
     * @param transactions the transactions to run in
     * @return a builder that holds the defaults
     */
    public static JooqTransactionsBuilder on(Transactions transactions) {
        return new JooqTransactionsBuilder(transactions);
    }

    /**
     * Returns the entry point for code that does not care whether a transaction is open. Its statements join the
     * transaction of the thread that runs them; outside a transaction each statement takes a connection of its own and
     * commits by itself. Its {@code transaction(..)} is datasafe's: see {@link #transactionProvider}. Thread-safe; keep
     * it as long as you like.
     *
     * <p>jOOQ's asynchronous methods run on another thread, and so outside this thread's transaction: inside one they
     * throw {@link IllegalStateException}, unless they are given an executor.
     *
     * @return the joined {@code DSLContext}
     */
    public DSLContext dsl() {
        DSLContext context = joined;
        if (context == null) {
            context = contexts.joined(transactions);
            joined = context;
        }
        return context;
    }

    /**
     * Runs {@code ctx.transaction(..)} and {@code transactionResult(..)}, with lambdas of both kinds, in transactions
     * with these options. The outermost call starts a transaction, or sets a savepoint in the one that this thread has
     * open; a nested call sets a savepoint. COMMIT is checked and resolved, hooks run, and everything on the thread
     * joins, as in {@link #call}. But nothing runs again, because jOOQ does not hand over the work: a conflict (40001,
     * 40P01) reaches the caller, and a conflict in a savepoint dooms the whole transaction, even if it is caught.
     *
     * <p>{@link #dsl} has this provider. To use it in another configuration: {@code
     * configuration.set(tx.transactionProvider())}, after {@code set} of that configuration's connections, which it
     * replaces by connections that join; jOOQ refuses to {@code set} others later. The configuration that the work gets
     * is tied to the transaction, ends with it, and stays on its thread; {@code transactionAsync} is refused.
     *
     * <p>The isolation level and READONLY of jOOQ 3.21's {@code transaction(work, properties)} are obeyed.
     *
     * @return the provider; thread-safe
     */
    public TransactionProvider transactionProvider() {
        return dsl().configuration().transactionProvider();
    }

    /** {@return the same transactions for JDBC} */
    public Transactions transactions() {
        return transactions;
    }

    @Override
    protected JooqTx view(Tx tx) {
        return new JooqTx(tx, contexts, transactions);
    }

    @Override
    protected JooqTransactions with(Transactions changed) {
        return new JooqTransactions(changed, contexts);
    }

    @Override
    protected RuntimeException translate(TransactionException failure) {
        return Translation.of(failure);
    }
}
