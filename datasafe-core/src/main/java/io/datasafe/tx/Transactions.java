package io.datasafe.tx;

import io.datasafe.tx.TxOptions.Nesting;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs work in transactions of one data source.
 *
 * <ul>
 *   <li><b>Joins.</b> A {@code call} inside another one, on the same thread and data source, is part of the outer transaction.
 *   <li><b>Retries.</b> A transaction that lost a conflict, or its session before COMMIT, is run again from its start: see {@link Retry}.
 *   <li><b>Resolves a lost COMMIT.</b> If asked to be {@link #resolvable}, it finds out whether it is committed instead of leaving that to you.
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
    private static final Duration LONGEST_DEADLINE = Duration.ofDays(24);

    private final TxOptions options;

    Transactions(TxOptions options) {
        this.options = options;
    }

    /**
     * Takes all defaults: the server's isolation level, read-write, {@link Retry} up to 10 attempts within 3 seconds.
     *
     * @param dataSource where connections come from, usually a pool; its connections lead to PostgreSQL
     * @return transactions on it
     * @throws IllegalArgumentException if it is Spring's {@code TransactionAwareDataSourceProxy}
     */
    public static Transactions of(DataSource dataSource) {
        return on(dataSource).build();
    }

    /**
     * Begins a configuration.
     *
     * @param dataSource where connections come from, usually a pool; its connections lead to PostgreSQL
     * @return a builder that holds the defaults
     * @throws IllegalArgumentException if it is Spring's {@code TransactionAwareDataSourceProxy}, whose connections belong to others
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
        return call(options, Objects.requireNonNull(work, "work"));
    }

    static <T extends @Nullable Object, X extends Exception> T call(TxOptions options, Work<T, X> work) throws X {
        TxScope open = TxScope.current(options.dataSource());
        if (open != null) {
            options.checkJoin(open.options());
            return open.join(options, work);
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

    /**
     * Runs work in a new transaction and gives what became of it as a value. {@link #resolvable} in any case.
     *
     * @param work what to do; perhaps more than once
     * @param <T> the result
     * @param <X> the checked exception that the work may throw
     * @return committed, rolled back with the cause, or unknown with a ticket; an {@link Error} of the work is thrown
     * @throws IllegalStateException inside an open transaction, of which the outcome is not known yet
     */
    public <T extends @Nullable Object, X extends Exception> Outcome<T> attempt(Work<T, X> work) {
        Objects.requireNonNull(work, "work");
        TxScope open = TxScope.current(options.dataSource());
        if (open != null) {
            throw new IllegalStateException(options.title() + " was to be attempted inside "
                    + open.options().title() + ", of which the outcome is not known yet: attempt the outer one");
        }
        TxOptions resolvable = resolvable().options;
        resolvable.checkStart();
        return Attempts.outcome(resolvable, work);
    }

    /**
     * Something that is to be done exactly once, however often it is asked for: by a client that repeats its request, by a queue that delivers
     * twice, by a retry after a lost answer. A marker row in the same transaction sees to it: see {@link Once#call}, {@link OnceTable}.
     *
     * <pre>{@code
     * UUID payment = tx.once("pay", request.key(), UUID.class).call(t -> pay(t.connection(), request));
     * }</pre>
     *
     * @param scope what is done, such as {@code "pay"}; 1 to 500 characters
     * @param key which one: a {@link String} of 1 to 500 characters, {@link java.util.UUID}, {@link Short}, {@link Integer}, {@link Long} or
     *     {@link java.math.BigInteger}
     * @param type the type of the result, one that {@link ResultCodec#of} knows; {@code Void.class} for none
     * @param <T> the same
     * @return what does it
     * @throws IllegalArgumentException for other keys and types
     * @throws IllegalStateException if the transactions are read-only
     */
    public <T> Once<T> once(String scope, Object key, Class<T> type) {
        return once(scope, key, ResultCodec.of(type));
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
    public <T> Once<T> once(String scope, Object key, ResultCodec<T> stored) {
        if (options.characteristics().readOnly()) {
            throw new IllegalStateException(
                    "once(..) writes a marker, and these transactions are readOnly(): drop one of the two");
        }
        return new Once<>(
                options.redoingUnknown(),
                OnceMarker.of(options.setup(), scope, Objects.requireNonNull(key, "key"), stored));
    }

    /**
     * Says that what follows must not happen inside a transaction, a call to another service above all: it would hold a connection and locks for
     * as long as that takes, and may be repeated. Some nanoseconds, no matter how many data sources there are, so it can stay on in
     * production.
     *
     * @param what what is about to happen, such as {@code "HTTP to the bank"}
     * @throws IllegalStateException if this thread is inside a transaction whose {@link Guard#OUTSIDE} throws, which is the default
     */
    public static void outside(String what) {
        TxScope open = TxScope.current();
        if (open != null) {
            Guards.hit(
                    open.options(),
                    Guard.OUTSIDE,
                    what + " at " + Place.ofCaller() + " must be outside of a transaction, and is inside "
                            + open.options().title() + ", which began at " + Place.ofBegin()
                            + ": do it before, or in afterCommit");
        }
    }

    /**
     * A view of a pool that notices when a thread inside a transaction asks for a second connection ({@link Guard#SECOND_CONNECTION}). Give it
     * to all code; {@link #on} takes it as well, and then uses the pool beneath.
     *
     * @param pool the pool
     * @return the view; {@code unwrap} reaches the pool
     */
    public static DataSource guarded(DataSource pool) {
        return new GuardedDataSource(GuardedDataSource.poolOf(Objects.requireNonNull(pool, "pool")));
    }

    /** {@return the transaction that this thread has open on the data source, if any} */
    public Optional<Tx> current() {
        return Optional.ofNullable(TxScope.current(options.dataSource()));
    }

    /**
     * A data source for code that knows nothing of datasafe: Spring's {@code JdbcTemplate}, Hibernate, JDBI, plain JDBC. Inside a transaction
     * its connections are the transaction's: closing one gives nothing back, {@code commit()} and {@code setAutoCommit(true)} leave COMMIT
     * to the transaction, {@code rollback()} dooms it (the call ends in a {@link SilentRollbackException}), the isolation level and read-only
     * are fixed. Outside, they are the pool's. {@code unwrap} reaches the pool's and the driver's.
     *
     * <p>So a transaction that a framework begins inside is a part of this one, and its own hooks run before COMMIT. One that it begins
     * outside is its own alone: a {@code call} inside that is another one, on another connection.
     *
     * @return the joining view of the data source; equal to all others of it
     */
    public DataSource dataSource() {
        return new JoiningDataSource(options);
    }

    /**
     * Names the transaction in messages and events. Default {@code "transaction"}.
     *
     * @param name a constant of the code, such as {@code "pay"}; not blank, no data in it
     * @return a copy with this name
     * @throws IllegalArgumentException if it is blank
     */
    public Transactions named(String name) {
        if (Objects.requireNonNull(name, "name").isBlank()) {
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
        return with(options.characteristics().asReadOnly());
    }

    /**
     * Starts transactions at an isolation level, for 1 round trip more: {@code SET TRANSACTION ISOLATION LEVEL ...} rides with BEGIN.
     * Default: the server's {@code default_transaction_isolation}, which is READ COMMITTED unless changed.
     *
     * <p>Joined, the open transaction must have been started at this level or a stronger one, else {@link IllegalStateException}.
     *
     * @param isolation the level
     * @return a copy at this level
     * @throws IllegalStateException if it contradicts {@link #deferrable}
     */
    public Transactions isolation(Isolation isolation) {
        return with(options.characteristics().withIsolation(Objects.requireNonNull(isolation, "isolation")));
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
     * Starts transactions SERIALIZABLE, READ ONLY, DEFERRABLE: the first statement may wait for a snapshot that no conflict can touch, and
     * nothing in the transaction is ever retried. For reports and dumps.
     *
     * @return a copy that does so
     * @throws IllegalStateException if another isolation level was asked for
     */
    public Transactions deferrable() {
        return with(options.characteristics().asDeferrable());
    }

    /**
     * Has the outcome of a lost COMMIT found out instead of guessed. The prologue asks for what names the transaction, which costs 1 round trip
     * where nothing else is asked for, and none where an isolation level, timeouts or a tenant are: there it is asked for in any case,
     * unless the transaction is read-only.
     *
     * <p>If COMMIT then gets no answer, the server is asked on another connection, for up to {@link TransactionsBuilder#resolveWithin}. A
     * transaction still in progress is fenced first, so that it cannot commit later. Committed: the result is returned, as if nothing had
     * happened. Rolled back: the work is run again ({@link Retry}). Neither to be found out, after a failover above all: {@link
     * CommitUnknownException} with a {@link Ticket}.
     *
     * <p>Asking gives the transaction an id even if it writes nothing. The role needs EXECUTE on {@code pg_control_system()}, which PUBLIC has.
     *
     * @return a resolvable copy
     */
    public Transactions resolvable() {
        return with(options.characteristics().asResolvable());
    }

    /**
     * Runs transactions for one tenant: {@code set_config('app.tenant', id, true)} in the prologue, which the end of the transaction undoes, so
     * that it is safe behind PgBouncer. Policies of row level security read it: see {@link TransactionsBuilder#tenantSetting}.
     *
     * <p>Joined, the open transaction must be for the same tenant, else {@link IllegalStateException}; one that asks for no tenant joins any.
     *
     * @param id the tenant; not blank
     * @return a copy for this tenant
     * @throws IllegalArgumentException if it is blank, or contains the character NUL
     */
    public Transactions tenant(String id) {
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
     * Bounds the time, in place of the bounds of {@link TransactionsBuilder#timeouts}. Joined, the bounds of the open transaction stay.
     *
     * @param timeouts the bounds
     * @return a copy with these bounds
     */
    public Transactions timeouts(Timeouts timeouts) {
        return with(options.characteristics().withTimeouts(Objects.requireNonNull(timeouts, "timeouts")));
    }

    /**
     * Has the work be done by a moment from now on: each statement gets what is left as its timeout, one that comes too late is not sent, no
     * attempt begins after it, and work that is done too late is rolled back ({@link DeadlineExceededException}). From PostgreSQL 17 on the
     * server ends the session as well. COMMIT, once sent, is bounded by {@link Timeouts#commit} alone. Costs a prologue. Joined, it holds for
     * the joined part, if it is earlier than that of the open transaction; statements prepared before are not held to it.
     *
     * @param left the time, from this very call on; more than 0, at most 24 days
     * @return a copy with this deadline
     * @throws IllegalArgumentException outside that range
     */
    public Transactions deadline(Duration left) {
        Objects.requireNonNull(left, "deadline");
        if (left.isNegative() || left.isZero() || left.compareTo(LONGEST_DEADLINE) > 0) {
            throw new IllegalArgumentException(
                    "deadline is " + left + " from now, must be more than 0 and at most 24 days");
        }
        return new Transactions(options.withDeadline(Deadline.in(left)));
    }

    /**
     * {@link #deadline(Duration)} by the clock: turned into a duration once, here.
     *
     * @param moment the moment, in the future
     * @return a copy with this deadline
     * @throws IllegalArgumentException if it is past, or more than 24 days away
     */
    public Transactions deadline(Instant moment) {
        Duration left = Duration.between(Instant.now(), Objects.requireNonNull(moment, "deadline"));
        if (left.isNegative() || left.isZero()) {
            throw new IllegalArgumentException(
                    "deadline is " + moment + ", which was " + left.negated() + " ago, must be in the future");
        }
        return deadline(left);
    }

    private Transactions with(Characteristics characteristics) {
        return new Transactions(options.with(characteristics));
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
