package io.datasafe.jooq.load;

import io.datasafe.jooq.JooqTransactions;
import io.datasafe.jooq.WatchedWrites;
import io.datasafe.load.LoadScope;
import io.datasafe.load.LoadScopeBuilder;
import java.util.Objects;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Opens load scopes that read through jOOQ. A transaction of {@link JooqTransactions} already has a scope:
 * {@link io.datasafe.jooq.JooqTx#loads}.
 *
 * @since 0.1
 */
public final class JooqLoads {
    /**
     * Work that reads through a scope.
     *
     * @param <T> the result
     * @param <X> the checked exception that the work may throw
     */
    @FunctionalInterface
    public interface Work<T extends @Nullable Object, X extends Exception> {
        /**
         * Does the work.
         *
         * @param scope the scope; it ends when this method returns
         * @return the result
         * @throws X if the work fails
         */
        T apply(LoadScope scope) throws X;
    }

    private JooqLoads() {}

    /**
     * Opens a scope that reads through a context, in the transaction that the context is in, if any. Opening it sends
     * nothing.
     *
     * <p>The scope forgets the answers from a table when this thread writes to the table through a context of
     * {@link JooqTransactions}, or through a context made by {@link #seeingWrites}. The scope does not see other
     * writes: after one, call {@link LoadScope#forget(String)}.
     *
     * @param dsl a context for PostgreSQL; used by this thread only
     * @return the scope; close it
     */
    public static LoadScope open(DSLContext dsl) {
        return on(dsl).open();
    }

    /**
     * Starts the configuration of a scope: its name, paranoid mode, a listener.
     *
     * @param dsl as in {@link #open}
     * @return a builder with the defaults
     */
    public static LoadScopeBuilder on(DSLContext dsl) {
        Objects.requireNonNull(dsl, "dsl");
        return LoadScope.on(dsl);
    }

    /**
     * Makes a context that reports its writes to every load scope of the writing thread. The contexts of
     * {@link JooqTransactions} do so already.
     *
     * @param dsl the context
     * @return the context to write through; make it once and use it on any thread
     */
    public static DSLContext seeingWrites(DSLContext dsl) {
        Configuration configuration = dsl.configuration().derive();
        WatchedWrites.in(configuration);
        return DSL.using(configuration);
    }

    /**
     * Runs work with a scope whose batches all see the database as of one moment. It sends them in a new REPEATABLE
     * READ, READ ONLY transaction, which ends with the work.
     *
     * @param transactions starts the transaction; it never joins an open one
     * @param work the work
     * @param <T> its result
     * @param <X> the checked exception that the work may throw
     * @return what the work returned
     * @throws X if the work throws it
     * @throws io.datasafe.jooq.JooqTransactionException if the transaction cannot begin or end
     */
    public static <T extends @Nullable Object, X extends Exception> T readOnlySnapshot(
            JooqTransactions transactions, Work<T, X> work) throws X {
        Objects.requireNonNull(work, "work");
        return transactions.repeatableRead().readOnly().outermost().call(t -> work.apply(t.loads()));
    }
}
