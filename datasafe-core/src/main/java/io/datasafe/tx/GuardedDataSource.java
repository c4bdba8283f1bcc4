package io.datasafe.tx;

import io.datasafe.internal.jdbc.ForwardingDataSource;
import java.sql.Connection;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A pool that a thread cannot ask for a second connection while it is inside a transaction on it. */
final class GuardedDataSource extends ForwardingDataSource {
    GuardedDataSource(DataSource pool) {
        super(pool);
    }

    /** Transactions take their connections from the pool itself, and find each other by it. */
    static DataSource poolOf(DataSource dataSource) {
        if (dataSource instanceof GuardedDataSource guarded) {
            return guarded.pool();
        }
        return dataSource instanceof JoiningDataSource joining ? joining.pool() : dataSource;
    }

    private DataSource pool() {
        return delegate();
    }

    /** Gives none: it checks that the thread needs none. */
    @Override
    protected @Nullable Connection currentConnection() {
        TxScope open = OpenScopes.on(pool());
        if (open != null) {
            Guards.hit(
                    open.options(),
                    Guard.SECOND_CONNECTION,
                    "a second connection was asked for at " + open.options().place() + " inside "
                            + open.options().title() + ", which began at "
                            + open.options().placeOf(RetryLoop.class)
                            + ": its statements would run outside of the transaction, and a pool that is used up waits"
                            + " for itself. Use the transaction's connection");
        }
        return null;
    }

    /** As of the joining one. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof GuardedDataSource view && view.pool() == pool();
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(pool());
    }
}
