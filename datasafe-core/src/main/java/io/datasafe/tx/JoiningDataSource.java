package io.datasafe.tx;

import io.datasafe.internal.jdbc.ForwardingDataSource;
import io.datasafe.internal.scope.OpenTransaction;
import io.datasafe.internal.scope.TransactionSource;
import java.sql.Connection;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Gives the connection of the thread's transaction to code that knows nothing of it, and the pool's where there is
 * none.
 */
final class JoiningDataSource extends ForwardingDataSource implements TransactionSource {
    private final TxOptions options;

    JoiningDataSource(TxOptions options) {
        super(options.dataSource());
        this.options = options;
    }

    DataSource pool() {
        return delegate();
    }

    @Override
    public OpenTransaction begin() {
        return DemarcatedTransaction.begin(options);
    }

    @Override
    public boolean isOpen() {
        return OpenScopes.on(pool()) != null;
    }

    @Override
    protected @Nullable Connection currentConnection() {
        TxScope open = OpenScopes.on(pool());
        return open == null ? null : open.joinedConnection();
    }

    /** Two views of a pool give the same: Spring binds a connection to one, and looks for it by the other. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JoiningDataSource view && view.pool() == pool();
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(pool());
    }
}
