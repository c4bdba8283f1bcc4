package io.datasafe.jooq;

import io.datasafe.tx.Isolation;
import io.datasafe.tx.Transactions;
import java.util.Objects;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * {@link Transactions} whose work gets a jOOQ {@link DSLContext}. All that is said there of joining, retries, rollbacks and hooks holds
 * here; both kinds of work join each other's transactions.
 *
 * <pre>{@code
 * JooqTransactions tx = JooqTransactions.of(Transactions.of(dataSource));
 * Long id = tx.call(t -> t.dsl().insertInto(ORDERS).set(row).returningResult(ORDERS.ID).fetchOne(ORDERS.ID));
 * }</pre>
 *
 * <p>Immutable and thread-safe. The methods without a verb derive a changed copy.
 *
 * @since 0.1
 */
public final class JooqTransactions {
    private final Transactions transactions;
    private final Configuration base;
    private final DSLContext joined;

    JooqTransactions(Transactions transactions, Configuration base) {
        this(transactions, base, DSL.using(base));
    }

    private JooqTransactions(Transactions transactions, Configuration base, DSLContext joined) {
        this.transactions = transactions;
        this.base = base;
        this.joined = joined;
    }

    /**
     * Takes all defaults: the dialect POSTGRES and jOOQ's default settings.
     *
     * @param transactions the transactions to run in
     * @return the same with jOOQ
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
     * Runs work in this thread's transaction on the data source, or in a new one: see {@link Transactions#call}.
     *
     * @param work what to do; in a new transaction perhaps more than once
     * @param <T> the result
     * @param <X> the checked exception that the work may throw
     * @return what the work returned
     * @throws X what the work threw, after the rollback
     */
    public <T extends @Nullable Object, X extends Exception> T call(JooqWork<T, X> work) throws X {
        Objects.requireNonNull(work, "work");
        return transactions.<T, X>call(t -> work.apply(new JooqTx(t, base)));
    }

    /**
     * {@link #call} without a result.
     *
     * @param work what to do
     * @param <X> the checked exception that the work may throw
     * @throws X what the work threw, after the rollback
     */
    public <X extends Exception> void run(JooqAction<X> work) throws X {
        Objects.requireNonNull(work, "work");
        transactions.<X>run(t -> work.apply(new JooqTx(t, base)));
    }

    /**
     * The entry point for code that does not care whether a transaction is open: statements join the transaction of the thread that runs
     * them; where it has none, each takes a connection of its own and commits by itself. Thread-safe; keep it as long as you like.
     *
     * @return the joined {@code DSLContext}
     */
    public DSLContext dsl() {
        return joined;
    }

    /** {@return the transactions below} */
    public Transactions transactions() {
        return transactions;
    }

    /**
     * Names the transaction: see {@link Transactions#named}.
     *
     * @param name a constant of the code, such as {@code "pay"}
     * @return a copy with this name
     */
    public JooqTransactions named(String name) {
        return derive(transactions.named(name));
    }

    /** {@return a read-only copy: see {@link Transactions#readOnly}} */
    public JooqTransactions readOnly() {
        return derive(transactions.readOnly());
    }

    /**
     * Starts transactions at an isolation level: see {@link Transactions#isolation}.
     *
     * @param isolation the level
     * @return a copy at this level
     */
    public JooqTransactions isolation(Isolation isolation) {
        return derive(transactions.isolation(isolation));
    }

    /** {@return a copy at REPEATABLE READ} */
    public JooqTransactions repeatableRead() {
        return derive(transactions.repeatableRead());
    }

    /** {@return a copy at SERIALIZABLE} */
    public JooqTransactions serializable() {
        return derive(transactions.serializable());
    }

    /** {@return a copy that refuses to join: see {@link Transactions#outermost}} */
    public JooqTransactions outermost() {
        return derive(transactions.outermost());
    }

    /** {@return a copy that refuses to start: see {@link Transactions#required}} */
    public JooqTransactions required() {
        return derive(transactions.required());
    }

    private JooqTransactions derive(Transactions derived) {
        return new JooqTransactions(derived, base, joined);
    }
}
