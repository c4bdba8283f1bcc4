package io.datasafe.tx;

import io.datasafe.tx.TxOptions.Nesting;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs work in transactions of one data source.
 *
 * <ul>
 *   <li><b>Joins.</b> A {@code call} inside another one, on the same thread and data source, is part of the outer transaction.
 *   <li><b>Retries.</b> A transaction that lost a conflict (40001, 40P01) is run again from its start: see {@link Retry}.
 *   <li><b>Never commits silently broken work.</b> See {@link SilentRollbackException}, {@link CommitUnknownException}.
 *   <li><b>Costs no round trip of its own.</b> A transaction of one statement takes 2, as bare JDBC does; an isolation level takes 1 more.
 * </ul>
 *
 * <pre>{@code
 * Transactions tx = Transactions.of(dataSource);
 * Order order = tx.call(t -> {
 *     insert(t.connection(), newOrder);
 *     t.afterCommit("receipt", () -> mail.receipt(newOrder));
 *     return newOrder;
 * });
 * }</pre>
 *
 * <p>The work may run more than once and must not change what is outside the database, except in {@link Tx#afterCommit}. An exception
 * from it, checked or not, rolls back and reaches the caller as it is; if it was the last of several attempts, the failures of the
 * earlier ones are suppressed in it. The connection goes back to the data source as it came: autocommit and read-only as before.
 *
 * <p>Immutable and thread-safe. The methods without a verb derive a changed copy and cost nothing but that copy.
 *
 * @since 0.1
 */
public final class Transactions {
    private final TxOptions options;

    Transactions(TxOptions options) {
        this.options = options;
    }

    /**
     * Takes all defaults: the server's isolation level, read-write, {@link Retry} up to 10 attempts within 3 seconds.
     *
     * @param dataSource where connections come from, usually a pool; its connections lead to PostgreSQL
     * @return transactions on it
     */
    public static Transactions of(DataSource dataSource) {
        return on(dataSource).build();
    }

    /**
     * Begins a configuration.
     *
     * @param dataSource where connections come from, usually a pool; its connections lead to PostgreSQL
     * @return a builder that holds the defaults
     */
    public static TransactionsBuilder on(DataSource dataSource) {
        return new TransactionsBuilder(dataSource);
    }

    /**
     * Runs work in this thread's transaction on the data source, or in a new one if there is none.
     *
     * <p>Joined, a failure of the work dooms the whole transaction, even where the exception is caught: it ends in a {@link
     * SilentRollbackException} with that cause. What may fail alone belongs in {@link Tx#savepoint}.
     *
     * @param work what to do; in a new transaction perhaps more than once
     * @param <T> the result
     * @param <X> the checked exception that the work may throw
     * @return what the work returned; in a new transaction, after COMMIT was acknowledged
     * @throws X what the work threw, after the rollback
     * @throws SilentRollbackException if the work caught an error and returned normally
     * @throws CommitUnknownException if the answer to COMMIT was lost
     * @throws TransactionException if no connection was to be had, or the server refused COMMIT
     * @throws IllegalStateException if the options contradict the transaction that it would join
     */
    public <T extends @Nullable Object, X extends Exception> T call(Work<T, X> work) throws X {
        Objects.requireNonNull(work, "work");
        TxScope open = TxScope.current(options.dataSource());
        if (open != null) {
            options.checkJoin(open.options());
            return open.join(work);
        }
        options.checkStart();
        return Attempts.run(options, work);
    }

    /**
     * {@link #call} without a result.
     *
     * @param work what to do
     * @param <X> the checked exception that the work may throw
     * @throws X what the work threw, after the rollback
     */
    public <X extends Exception> void run(Action<X> work) throws X {
        Objects.requireNonNull(work, "work");
        this.<@Nullable Void, X>call(t -> {
            work.apply(t);
            return null;
        });
    }

    /** {@return the transaction that this thread has open on the data source, if any} */
    public Optional<Tx> current() {
        return Optional.ofNullable(TxScope.current(options.dataSource()));
    }

    /** {@return the data source} */
    public DataSource dataSource() {
        return options.dataSource();
    }

    /**
     * Names the transaction in messages and events. Default {@code "transaction"}.
     *
     * @param name a constant of the code, such as {@code "pay"}; not blank, no data in it
     * @return a copy with this name
     * @throws IllegalArgumentException if it is blank
     */
    public Transactions named(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name is blank: name the transaction by what it does, such as \"pay\"");
        }
        return new Transactions(options.withName(name));
    }

    /**
     * Starts transactions READ ONLY, at no cost: the driver sends it with BEGIN. Joined, it changes nothing.
     *
     * @return a read-only copy
     */
    public Transactions readOnly() {
        return new Transactions(options.withReadOnly());
    }

    /**
     * Starts transactions at an isolation level, for 1 round trip more: {@code SET TRANSACTION ISOLATION LEVEL ...} rides with BEGIN.
     * Default: the server's {@code default_transaction_isolation}, which is READ COMMITTED unless changed.
     *
     * <p>Joined, the open transaction must have been started at this level or a stronger one, else {@link IllegalStateException}.
     *
     * @param isolation the level
     * @return a copy at this level
     */
    public Transactions isolation(Isolation isolation) {
        return new Transactions(options.withIsolation(Objects.requireNonNull(isolation, "isolation")));
    }

    /** {@return a copy at {@link Isolation#REPEATABLE_READ}} */
    public Transactions repeatableRead() {
        return isolation(Isolation.REPEATABLE_READ);
    }

    /** {@return a copy at {@link Isolation#SERIALIZABLE}} */
    public Transactions serializable() {
        return isolation(Isolation.SERIALIZABLE);
    }

    /**
     * Refuses to join: for work that must be committed when {@code call} returns.
     *
     * @return a copy whose {@code call} throws {@link IllegalStateException} inside an open transaction
     */
    public Transactions outermost() {
        return new Transactions(options.withNesting(Nesting.MUST_START));
    }

    /**
     * Refuses to start: for work that makes sense only as a part of something larger.
     *
     * @return a copy whose {@code call} throws {@link IllegalStateException} outside a transaction
     */
    public Transactions required() {
        return new Transactions(options.withNesting(Nesting.MUST_JOIN));
    }
}
