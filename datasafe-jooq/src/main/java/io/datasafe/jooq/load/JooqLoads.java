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
 * Opens load scopes on jOOQ. Inside a transaction of {@link JooqTransactions} there is one already: {@link io.datasafe.jooq.JooqTx#loads}.
 *
 * @since 0.1
 */
public final class JooqLoads {
    /**
     * What to do with a scope.
     *
     * @param <T> the result
     * @param <X> the checked exception that it may throw
     */
    @FunctionalInterface
    public interface Work<T extends @Nullable Object, X extends Exception> {
        /**
         * Does it.
         *
         * @param scope ends when this returns
         * @return the result
         * @throws X what it may throw
         */
        T apply(LoadScope scope) throws X;
    }

    private JooqLoads() {}

    /**
     * Opens a scope that reads through a context, in whatever transaction that is in. What this thread writes through a context of {@link
     * JooqTransactions}, or through one whose configuration went through {@link #seeingWrites}, is forgotten by the scope: all that was
     * loaded from the table; what is written in any other way is not seen: see {@link LoadScope#forget(String)}.
     *
     * @param dsl the context, for PostgreSQL; used by this thread only
     * @return the scope, to be closed
     */
    public static LoadScope open(DSLContext dsl) {
        return on(dsl).open();
    }

    /**
     * Begins the configuration of a scope: its name, paranoid mode, a listener.
     *
     * @param dsl as in {@link #open}
     * @return a builder that holds the defaults
     */
    public static LoadScopeBuilder on(DSLContext dsl) {
        Objects.requireNonNull(dsl, "dsl");
        return LoadScope.on(dsl);
    }

    /**
     * A context like the given one, of whose writes every load scope of the thread is told. Those of {@link JooqTransactions} need it not.
     *
     * @param dsl the context
     * @return the context to write through; made once, and used by any thread
     */
    public static DSLContext seeingWrites(DSLContext dsl) {
        Configuration configuration = dsl.configuration().derive();
        WatchedWrites.in(configuration);
        return DSL.using(configuration);
    }

    /**
     * Runs work with a scope whose batches all see the database as it was at one moment: in a transaction that is REPEATABLE READ and READ ONLY.
     *
     * @param transactions runs the transaction, which is never joined to another one
     * @param work what to do
     * @param <T> its result
     * @param <X> the checked exception that it may throw
     * @return what the work returned
     * @throws X what the work threw
     */
    public static <T extends @Nullable Object, X extends Exception> T readOnlySnapshot(
            JooqTransactions transactions, Work<T, X> work) throws X {
        Objects.requireNonNull(work, "work");
        return transactions.repeatableRead().readOnly().outermost().call(t -> work.apply(t.loads()));
    }
}
