package io.datasafe.tx;

import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs work in transactions of one data source.
 *
 * <ul>
 *   <li><b>Joins.</b> A {@code call} inside another one, on the same thread and data source, is part of the outer
 *       transaction.
 *   <li><b>Retries.</b> A transaction that lost a conflict, or its session before COMMIT, runs again from its start:
 *       see {@link Retry}.
 *   <li><b>Resolves a lost COMMIT.</b> If it is {@link #resolvable}, datasafe asks the server whether it is committed.
 *   <li><b>Never commits work that failed silently.</b> See {@link SilentRollbackException}, {@link
 *       CommitUnknownException}.
 *   <li><b>Costs no round trip of its own.</b> A transaction of one statement takes 2, like bare JDBC; an isolation
 *       level takes 1 more.
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
 * <p>The work may run more than once and must not change anything outside the database, except in {@link
 * Tx#afterCommit}. An exception of the work, checked or not, rolls back and reaches the caller unchanged; if it ended
 * the last of several attempts, the failures of the earlier ones are suppressed in it. The connection goes back to the
 * data source with the autocommit and read-only modes that it came with.
 *
 * <p>Immutable and thread-safe. The methods without a verb return a changed copy and cost only that copy.
 *
 * @since 0.1
 */
public final class Transactions extends TransactionRunner<Tx, Transactions> {
    Transactions(TxOptions options) {
        super(options);
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
     * @throws IllegalArgumentException if it is Spring's {@code TransactionAwareDataSourceProxy}: its connections
     *     belong to Spring's transactions
     */
    public static TransactionsBuilder on(DataSource dataSource) {
        return new TransactionsBuilder(dataSource);
    }

    /**
     * Throws if this thread is inside a transaction. Call it before work that must not happen there, mostly calls to
     * another service: inside, it would hold a connection and locks for as long as it takes, and may be repeated. Takes
     * some nanoseconds, however many data sources there are, so it can stay on in production.
     *
     * @param what what is about to happen, such as {@code "HTTP to the bank"}
     * @throws IllegalStateException if this thread is inside a transaction whose {@link Guard#OUTSIDE} throws, which is
     *     the default
     */
    public static void outside(String what) {
        TxScope open = OpenScopes.innermost();
        if (open != null) {
            Guards.hit(
                    open.options(),
                    Guard.OUTSIDE,
                    what + " at " + open.options().place() + " must be outside of a transaction, and is inside "
                            + open.options().title() + ", which began at "
                            + open.options().placeOf(RetryLoop.class)
                            + ": do it before, or in afterCommit");
        }
    }

    /**
     * Returns a view of a pool that notices when a thread inside a transaction asks for a second connection ({@link
     * Guard#SECOND_CONNECTION}). Give it to all code; {@link #on} accepts it too, and then uses the pool behind it.
     *
     * @param pool the pool
     * @return the view; {@code unwrap} reaches the pool
     */
    public static DataSource guarded(DataSource pool) {
        return new GuardedDataSource(GuardedDataSource.poolOf(Objects.requireNonNull(pool, "pool")));
    }

    @Override
    protected Tx view(Tx tx) {
        return tx;
    }

    @Override
    protected Transactions with(Transactions changed) {
        return changed;
    }

    /** The work runs as it is: no object is made for it. */
    @Override
    <T extends @Nullable Object, X extends Exception> Work<Tx, T, X> adapted(Work<Tx, T, X> work) {
        return work;
    }
}
