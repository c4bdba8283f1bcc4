package io.datasafe.tx;

import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The transactions that a thread has open: at most one on each data source, each inside the one that was opened before.
 */
final class OpenScopes {
    private static final ThreadLocal<@Nullable TxScope> INNERMOST = new ThreadLocal<>();

    private OpenScopes() {}

    /** This thread's transaction on the data source. */
    static @Nullable TxScope on(DataSource dataSource) {
        TxScope scope = INNERMOST.get();
        while (scope != null && scope.options().dataSource() != dataSource) {
            scope = scope.around();
        }
        return scope;
    }

    /** This thread's innermost transaction on any data source. */
    static @Nullable TxScope innermost() {
        return INNERMOST.get();
    }

    static void enter(TxScope scope) {
        INNERMOST.set(scope);
    }

    static void leave(TxScope scope) {
        // Not remove(): an empty entry is cheaper to keep than to make anew for each transaction.
        INNERMOST.set(scope.around());
    }
}
