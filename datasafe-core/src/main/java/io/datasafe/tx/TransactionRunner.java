package io.datasafe.tx;

import io.datasafe.internal.tx.Deadline;
import io.datasafe.tx.TxOptions.Nesting;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs work in transactions of one data source. {@link Transactions} is the form for JDBC; a façade for another library
 * extends this class and gives the work its own view of the open transaction, so that every façade has the same
 * methods.
 *
 * <p>A façade implements {@link #view} and {@link #with}, and may override {@link #translate}.
 *
 * <p>Immutable and thread-safe. The methods without a verb return a changed copy and cost only that copy.
 *
 * @param <V> the work's view of the open transaction
 * @param <S> the façade itself
 * @since 0.1
 */
public abstract class TransactionRunner<V, S extends TransactionRunner<V, S>> {
    private static final Duration LONGEST_DEADLINE = Duration.ofDays(24);

    private final TxOptions options;

    TransactionRunner(TxOptions options) {
        this.options = options;
    }

    /**
     * Creates a façade of transactions.
     *
     * @param transactions the transactions, with all their options
     */
    protected TransactionRunner(Transactions transactions) {
        this(transactions.options());
    }

    final TxOptions options() {
        return options;
    }

    /**
     * Returns the work's view of an open transaction. Called once for each run of the work.
     *
     * @param tx the open transaction
     * @return the view
     */
    protected abstract V view(Tx tx);

    /**
     * Returns this façade with other options. Called by each method that returns a changed copy.
     *
     * @param changed the transactions with the other options
     * @return the copy
     */
    protected abstract S with(Transactions changed);

    /**
     * Returns what the façade throws in place of an exception of datasafe's own. Never called for what the work itself
     * threw: that passes unchanged. Default: the same exception.
     *
     * @param failure what {@link Transactions} would throw
     * @return what to throw instead
     */
    protected RuntimeException translate(TransactionException failure) {
        return failure;
    }

    /** Returns the work as the transaction runs it: with a {@link Tx}. */
    <T extends @Nullable Object, X extends Exception> Work<Tx, T, X> adapted(Work<V, T, X> work) {
        return new ViewedWork<>(work, this::view);
    }

    /** Translates a failure, but not one that the adapted work threw itself. */
    final RuntimeException translated(TransactionException failure, Work<Tx, ?, ?> adapted) {
        return ViewedWork.hasThrown(adapted, failure) ? failure : translate(failure);
    }

    /**
     * Runs work in this thread's transaction on the data source, or in a new one if there is none.
     *
     * <p>If the work joins, its failure dooms the whole transaction, even where the exception is caught: the
     * transaction ends in a {@link SilentRollbackException} with that cause. Put a part that may fail alone into {@link
     * OpenTx#savepoint}.
     *
     * @param work what to do; a new transaction may run it more than once
     * @param <T> the result
     * @param <X> the checked exception that the work may throw
     * @return what the work returned; a new transaction returns it after the server has acknowledged COMMIT
     * @throws X what the work threw, after the rollback
     * @throws SilentRollbackException if the work caught an error and returned normally
     * @throws CommitUnknownException if the reply to COMMIT was lost and the outcome could not be resolved
     * @throws TransactionException if there was no connection, or the server refused COMMIT
     * @throws IllegalStateException if the options contradict the open transaction
     */
    public <T extends @Nullable Object, X extends Exception> T call(Work<V, T, X> work) throws X {
        Work<Tx, T, X> adapted = adapted(Objects.requireNonNull(work, "work"));
        try {
            return call(options, adapted);
        } catch (TransactionException e) {
            throw translated(e, adapted);
        }
    }

    static <T extends @Nullable Object, X extends Exception> T call(TxOptions options, Work<Tx, T, X> work) throws X {
        TxScope open = OpenScopes.on(options.dataSource());
        if (open != null) {
            options.checkJoin(open.options());
            return open.join(options, work);
        }
        options.checkStart();
        return RetryLoop.run(options, work);
    }

    /**
     * Runs work as {@link #call} does, without a result.
     *
     * @param work what to do
     * @param <X> the checked exception that the work may throw
     * @throws X what the work threw, after the rollback
     */
    public <X extends Exception> void run(Action<V, X> work) throws X {
        this.<@Nullable Void, X>call(Action.asWork(work));
    }

    /**
     * Runs work in a new transaction and returns the outcome as a value. The transaction is {@link #resolvable} in any
     * case.
     *
     * @param work what to do; it may run more than once
     * @param <T> the result
     * @param <X> the checked exception that the work may throw
     * @return committed, rolled back with the cause that {@link #call} would throw, or unknown with a ticket; an {@link
     *     Error} of the work is thrown
     * @throws IllegalStateException inside an open transaction: its outcome is not known yet
     */
    public <T extends @Nullable Object, X extends Exception> Outcome<T> attempt(Work<V, T, X> work) {
        Work<Tx, T, X> adapted = adapted(Objects.requireNonNull(work, "work"));
        TxScope open = OpenScopes.on(options.dataSource());
        if (open != null) {
            throw new IllegalStateException(options.title() + " cannot be attempted inside "
                    + open.options().title() + ", whose outcome is not known yet: attempt the outer one");
        }
        TxOptions resolvable = options.with(options.characteristics().asResolvable());
        resolvable.checkStart();
        try {
            Outcome<T> outcome = RetryLoop.outcome(resolvable, adapted);
            return outcome instanceof Outcome.RolledBack<T> rolledBack
                            && rolledBack.cause() instanceof TransactionException failure
                    ? new Outcome.RolledBack<>(translated(failure, adapted), rolledBack.attempts())
                    : outcome;
        } catch (TransactionException e) {
            throw translated(e, adapted);
        }
    }

    /**
     * Does something exactly once, however often it is requested: by a client that repeats its request, by a queue that
     * delivers twice, by a retry after a lost reply. A marker row in the same transaction makes it so: see {@link
     * Once#call} and {@link OnceTable}.
     *
     * <pre>{@code
     * UUID payment = tx.once("pay", request.key(), UUID.class).call(t -> pay(t.connection(), request));
     * }</pre>
     *
     * @param scope what is done, such as {@code "pay"}; 1 to 500 characters
     * @param key which one: a {@link String} of 1 to 500 characters, {@link java.util.UUID}, {@link Short}, {@link
     *     Integer}, {@link Long} or {@link java.math.BigInteger}
     * @param type the type of the result, one that {@link ResultCodec#of} knows; {@code Void.class} for none
     * @param <T> the same
     * @return an object whose {@code call} does it
     * @throws IllegalArgumentException for other keys and types
     * @throws IllegalStateException if the transactions are read-only
     */
    public <T> Once<V, T> once(String scope, Object key, Class<T> type) {
        return once(scope, key, ResultCodec.of(type));
    }

    /**
     * Does something exactly once, as {@link #once(String, Object, Class)} does, and stores the result with a codec of
     * yours.
     *
     * @param scope what is done
     * @param key which one
     * @param codec how the result is written and read
     * @param <T> its type
     * @return an object whose {@code call} does it
     * @throws IllegalArgumentException for other keys
     * @throws IllegalStateException if the transactions are read-only
     */
    public <T> Once<V, T> once(String scope, Object key, ResultCodec<T> codec) {
        if (options.characteristics().readOnly()) {
            throw new IllegalStateException(
                    "once(..) writes a marker, and these transactions are readOnly(): drop one of the two");
        }
        return new Once<>(
                this,
                options.redoingUnknown(),
                OnceMarker.of(options.setup(), scope, Objects.requireNonNull(key, "key"), codec));
    }

    /** {@return the transaction that this thread has open on the data source, if any} */
    public Optional<V> current() {
        return Optional.ofNullable(OpenScopes.on(options.dataSource())).map(this::view);
    }

    /**
     * Returns a data source for code that does not know datasafe: Spring's {@code JdbcTemplate}, Hibernate, JDBI, plain
     * JDBC. Inside a transaction its connections are the transaction's: {@code close()} gives nothing back, {@code
     * commit()} and {@code setAutoCommit(true)} leave COMMIT to the transaction, {@code rollback()} dooms it (the call
     * ends in a {@link SilentRollbackException}), and the isolation level and read-only mode are fixed. Outside a
     * transaction its connections are the pool's. {@code unwrap} reaches the pool's connection and the driver's.
     *
     * <p>So a transaction that a framework begins inside is part of this one, and the framework's own hooks run before
     * COMMIT. A transaction that a framework begins outside is the framework's alone: a {@code call} inside it runs in
     * another transaction, on another connection.
     *
     * @return the joining view of the data source; equal to every other one of the same data source
     */
    public DataSource dataSource() {
        return new JoiningDataSource(options);
    }

    /**
     * Names the transaction in messages and events. Default {@code "transaction"}.
     *
     * @param name a constant of the code, such as {@code "pay"}; not blank; put no data into it
     * @return a copy with this name
     * @throws IllegalArgumentException if it is blank
     */
    public S named(String name) {
        if (Objects.requireNonNull(name, "name").isBlank()) {
            throw new IllegalArgumentException("name is blank: name the transaction by what it does, such as \"pay\"");
        }
        return with(options.withName(name));
    }

    /**
     * Starts READ ONLY transactions, at no cost: the driver sends it with BEGIN. Has no effect when joining.
     *
     * @return a read-only copy
     */
    public S readOnly() {
        return with(options.characteristics().asReadOnly());
    }

    /**
     * Starts transactions at an isolation level. Costs 1 round trip: {@code SET TRANSACTION ISOLATION LEVEL ...} goes
     * with BEGIN. Default: the server's {@code default_transaction_isolation}, READ COMMITTED unless changed.
     *
     * <p>To join, the open transaction must have been started at this level or a stronger one; otherwise {@link
     * IllegalStateException}.
     *
     * @param isolation the level
     * @return a copy at this level
     * @throws IllegalStateException if it contradicts {@link #deferrable}
     */
    public S isolation(Isolation isolation) {
        return with(options.characteristics().withIsolation(Objects.requireNonNull(isolation, "isolation")));
    }

    /** {@return a copy at {@link Isolation#REPEATABLE_READ}} */
    public S repeatableRead() {
        return isolation(Isolation.REPEATABLE_READ);
    }

    /** {@return a copy at {@link Isolation#SERIALIZABLE}} */
    public S serializable() {
        return isolation(Isolation.SERIALIZABLE);
    }

    /**
     * Starts SERIALIZABLE, READ ONLY, DEFERRABLE transactions: the first statement may wait for a snapshot that no
     * conflict can affect, and the transaction is never retried for a conflict. For reports and dumps.
     *
     * @return a deferrable copy
     * @throws IllegalStateException if another isolation level was set
     */
    public S deferrable() {
        return with(options.characteristics().asDeferrable());
    }

    /**
     * Resolves a lost COMMIT instead of reporting it as unknown. The prologue also selects the transaction's identity.
     * That costs 1 round trip if the prologue is otherwise empty, and none with an isolation level, timeouts or a
     * tenant: then the identity is selected in any case, unless the transaction is read-only.
     *
     * <p>If COMMIT gets no reply, datasafe asks the server on another connection, for up to {@link
     * TransactionsBuilder#resolveWithin}. It first terminates the session of a transaction still in progress, so that
     * it cannot commit later. Committed: the result is returned, as if nothing had happened. Rolled back: the work runs
     * again ({@link Retry}). If neither can be established, mostly after a failover: {@link CommitUnknownException}
     * with a {@link Ticket}.
     *
     * <p>Selecting the identity assigns a transaction id even to a transaction that writes nothing. The role needs
     * EXECUTE on {@code pg_control_system()}, which PUBLIC has.
     *
     * @return a resolvable copy
     */
    public S resolvable() {
        return with(options.characteristics().asResolvable());
    }

    /**
     * Runs transactions for one tenant: the prologue sends {@code set_config('app.tenant', id, true)}, which the end of
     * the transaction reverts, so it is safe behind PgBouncer. Policies of row level security read the setting: see
     * {@link TransactionsBuilder#tenantSetting}.
     *
     * <p>To join, the open transaction must be for the same tenant; otherwise {@link IllegalStateException}. Work
     * without a tenant joins any.
     *
     * @param id the tenant; not blank
     * @return a copy for this tenant
     * @throws IllegalArgumentException if it is blank, or contains the character NUL
     */
    public S tenant(String id) {
        if (Objects.requireNonNull(id, "tenant").isBlank()) {
            throw new IllegalArgumentException("tenant is blank: policies would take it for no tenant at all");
        }
        if (id.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "tenant contains the character NUL, which no setting of PostgreSQL can hold");
        }
        return with(options.characteristics().withTenant(id));
    }

    /**
     * Bounds the time, in place of the bounds of {@link TransactionsBuilder#timeouts}. When joining, the bounds of the
     * open transaction stay.
     *
     * @param timeouts the bounds
     * @return a copy with these bounds
     */
    public S timeouts(Timeouts timeouts) {
        return with(options.characteristics().withTimeouts(Objects.requireNonNull(timeouts, "timeouts")));
    }

    /**
     * Sets a deadline. Each statement's timeout is the time remaining; once the deadline has passed, no further
     * statement is sent, no attempt begins, and the work is rolled back ({@link DeadlineExceededException}). From
     * PostgreSQL 17 on the server also ends the session. COMMIT, once sent, is bounded by {@link Timeouts#commit}
     * alone. Costs a prologue. When joining, the deadline applies to the joined part if it is earlier than that of the
     * open transaction.
     *
     * @param left the time from this call on; more than 0, at most 24 days
     * @return a copy with this deadline
     * @throws IllegalArgumentException outside that range
     */
    public S deadline(Duration left) {
        Objects.requireNonNull(left, "deadline");
        if (left.isNegative() || left.isZero() || left.compareTo(LONGEST_DEADLINE) > 0) {
            throw new IllegalArgumentException(
                    "deadline is " + left + " from now, must be more than 0 and at most 24 days");
        }
        return with(options.withDeadline(Deadline.in(left)));
    }

    /**
     * Sets a {@link #deadline(Duration)} by the clock. The moment becomes a duration once, in this call.
     *
     * @param moment the moment, in the future
     * @return a copy with this deadline
     * @throws IllegalArgumentException if it is past, or more than 24 days away
     */
    public S deadline(Instant moment) {
        Duration left = Duration.between(Instant.now(), Objects.requireNonNull(moment, "deadline"));
        if (left.isNegative() || left.isZero()) {
            throw new IllegalArgumentException(
                    "deadline is " + moment + ", which was " + left.negated() + " ago, must be in the future");
        }
        return deadline(left);
    }

    /**
     * Refuses to join: for work that must be committed when {@code call} returns.
     *
     * @return a copy whose {@code call} throws {@link IllegalStateException} inside an open transaction
     */
    public S outermost() {
        return with(options.withNesting(Nesting.MUST_START));
    }

    /**
     * Refuses to start: for work that makes sense only as part of something larger.
     *
     * @return a copy whose {@code call} throws {@link IllegalStateException} outside a transaction
     */
    public S required() {
        return with(options.withNesting(Nesting.MUST_JOIN));
    }

    private S with(Characteristics characteristics) {
        return with(options.with(characteristics));
    }

    private S with(TxOptions changed) {
        return with(new Transactions(changed));
    }
}
