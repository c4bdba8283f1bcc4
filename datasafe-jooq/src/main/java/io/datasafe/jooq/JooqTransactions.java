package io.datasafe.jooq;

import io.datasafe.tx.Isolation;
import io.datasafe.tx.Outcome;
import io.datasafe.tx.ResultCodec;
import io.datasafe.tx.Timeouts;
import io.datasafe.tx.TransactionException;
import io.datasafe.tx.Transactions;
import io.datasafe.tx.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.TransactionProvider;
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
 * <p>What datasafe throws here is a {@link org.jooq.exception.DataAccessException} with its SQLSTATE: a {@link JooqTransactionException}, or
 * jOOQ's own for a constraint that COMMIT checks. Its cause is what {@link Transactions} throws. What the work throws passes as it is, and
 * misuse is an {@link IllegalStateException}.
 *
 * <p>Immutable and thread-safe. The methods without a verb derive a changed copy.
 *
 * @since 0.1
 */
public final class JooqTransactions {
    private final Transactions transactions;
    private final Contexts contexts;
    private final Function<Tx, JooqTx> view;

    /** Made when it is first asked for; two threads may make two, and either will do. */
    private volatile @Nullable DSLContext joined;

    JooqTransactions(Transactions transactions, Contexts contexts) {
        this.transactions = transactions;
        this.contexts = contexts;
        this.view = t -> new JooqTx(t, contexts, transactions);
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
     * @throws JooqSilentRollbackException if the work caught an error and returned normally
     * @throws JooqCommitUnknownException if the answer to COMMIT was lost
     * @throws JooqTransactionException if no connection was to be had, or the server refused COMMIT
     * @throws org.jooq.exception.IntegrityConstraintViolationException if it refused COMMIT because of a constraint
     * @throws IllegalStateException if the options contradict the transaction that it would join
     */
    public <T extends @Nullable Object, X extends Exception> T call(JooqWork<T, X> work) throws X {
        JooqCall<T, X> call = new JooqCall<>(work, view);
        try {
            return transactions.call(call);
        } catch (TransactionException e) {
            throw call.translated(e);
        }
    }

    /**
     * {@link #call} without a result.
     *
     * @param work what to do
     * @param <X> the checked exception that the work may throw
     * @throws X what the work threw, after the rollback
     */
    public <X extends Exception> void run(JooqAction<X> work) throws X {
        JooqCall<@Nullable Void, X> call = JooqCall.of(work, view);
        try {
            transactions.call(call);
        } catch (TransactionException e) {
            throw call.translated(e);
        }
    }

    /**
     * Runs work in a new transaction and gives what became of it as a value: see {@link Transactions#attempt}.
     *
     * @param work what to do; perhaps more than once
     * @param <T> the result
     * @param <X> the checked exception that the work may throw
     * @return committed, rolled back with the cause as {@link #call} would throw it, or unknown with a ticket
     * @throws IllegalStateException inside an open transaction, of which the outcome is not known yet
     */
    public <T extends @Nullable Object, X extends Exception> Outcome<T> attempt(JooqWork<T, X> work) {
        JooqCall<T, X> call = new JooqCall<>(work, view);
        try {
            Outcome<T> outcome = transactions.attempt(call);
            return outcome instanceof Outcome.RolledBack<T> rolledBack
                            && rolledBack.cause() instanceof TransactionException e
                    ? new Outcome.RolledBack<>(call.translated(e), rolledBack.attempts())
                    : outcome;
        } catch (TransactionException e) {
            throw call.translated(e);
        }
    }

    /**
     * Something that is to be done exactly once, however often it is asked for: see {@link Transactions#once(String, Object, Class)}.
     *
     * @param scope what is done, such as {@code "pay"}
     * @param key which one
     * @param type the type of the result
     * @param <T> the same
     * @return what does it
     * @throws IllegalArgumentException for other keys and types than those named there
     * @throws IllegalStateException if the transactions are read-only
     */
    public <T> JooqOnce<T> once(String scope, Object key, Class<T> type) {
        return new JooqOnce<>(transactions.once(scope, key, type), view);
    }

    /**
     * {@link #once(String, Object, Class)} with a result that is stored in a way of yours.
     *
     * @param scope what is done
     * @param key which one
     * @param stored how the result is written and read
     * @param <T> its type
     * @return what does it
     * @throws IllegalArgumentException for other keys
     * @throws IllegalStateException if the transactions are read-only
     */
    public <T> JooqOnce<T> once(String scope, Object key, ResultCodec<T> stored) {
        return new JooqOnce<>(transactions.once(scope, key, stored), view);
    }

    /**
     * The entry point for code that does not care whether a transaction is open: statements join the transaction of the thread that runs
     * them; where it has none, each takes a connection of its own and commits by itself. Its {@code transaction(..)} is datasafe's: see
     * {@link #transactionProvider}. Thread-safe; keep it as long as you like.
     *
     * <p>jOOQ's asynchronous methods run on another thread, and so outside of this thread's transaction: inside one they are refused with {@link
     * IllegalStateException}, unless they are given an executor.
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
     * Runs {@code ctx.transaction(..)} and {@code transactionResult(..)}, with lambdas of both kinds, in transactions like these: the outermost
     * one starts a transaction, or sets a savepoint in the one that this thread has open; a nested one sets a savepoint. COMMIT is checked and
     * resolved, hooks run, and everything on the thread joins, as in {@link #call}; but nothing is run again, since jOOQ does not hand over the
     * work: a conflict (40001, 40P01) reaches the caller, and one in a savepoint dooms the whole, even if it is caught.
     *
     * <p>{@link #dsl} has it. To have it in another configuration: {@code configuration.set(tx.transactionProvider())}, after {@code set} of its
     * connections, which it replaces by those that join; jOOQ refuses to {@code set} others later. What the work gets is tied to the
     * transaction, ends with it, and stays on its thread; {@code transactionAsync} is refused.
     *
     * <p>The isolation level and READONLY of jOOQ 3.21's {@code transaction(work, properties)} are obeyed.
     *
     * @return the provider; thread-safe
     */
    public TransactionProvider transactionProvider() {
        return dsl().configuration().transactionProvider();
    }

    /** {@return the transaction that this thread has open on the data source, if any} */
    public Optional<JooqTx> current() {
        return transactions.current().map(view);
    }

    /** {@return a data source for code that knows nothing of datasafe: see {@link Transactions#dataSource}} */
    public DataSource dataSource() {
        return transactions.dataSource();
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
     * @throws IllegalArgumentException if it is blank
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
     * @throws IllegalStateException if it contradicts {@link #deferrable}
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

    /**
     * Starts transactions SERIALIZABLE, READ ONLY, DEFERRABLE: see {@link Transactions#deferrable}.
     *
     * @return a copy that does so
     * @throws IllegalStateException if another isolation level was asked for
     */
    public JooqTransactions deferrable() {
        return derive(transactions.deferrable());
    }

    /** {@return a copy that finds out the outcome of a lost COMMIT: see {@link Transactions#resolvable}} */
    public JooqTransactions resolvable() {
        return derive(transactions.resolvable());
    }

    /**
     * Runs transactions for one tenant: see {@link Transactions#tenant}.
     *
     * @param id the tenant; not blank
     * @return a copy for this tenant
     * @throws IllegalArgumentException if it is blank
     */
    public JooqTransactions tenant(String id) {
        return derive(transactions.tenant(id));
    }

    /**
     * Bounds the time: see {@link Transactions#timeouts}.
     *
     * @param timeouts the bounds
     * @return a copy with these bounds
     */
    public JooqTransactions timeouts(Timeouts timeouts) {
        return derive(transactions.timeouts(timeouts));
    }

    /**
     * Has the work be done by a moment from now on: see {@link Transactions#deadline(Duration)}.
     *
     * @param left the time, from this very call on; more than 0, at most 24 days
     * @return a copy with this deadline
     * @throws IllegalArgumentException outside that range
     */
    public JooqTransactions deadline(Duration left) {
        return derive(transactions.deadline(left));
    }

    /**
     * {@link #deadline(Duration)} by the clock: see {@link Transactions#deadline(Instant)}.
     *
     * @param moment the moment, in the future
     * @return a copy with this deadline
     * @throws IllegalArgumentException if it is past, or more than 24 days away
     */
    public JooqTransactions deadline(Instant moment) {
        return derive(transactions.deadline(moment));
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
        return new JooqTransactions(derived, contexts);
    }
}
