package io.datasafe.tx;

import io.datasafe.internal.tx.FailedTransactionException;
import io.datasafe.internal.tx.PhysicalTransaction;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Sets and releases savepoints. The first failure that the work has caught explains why one cannot be set or released,
 * if it is known.
 */
final class TransactionSavepoint {
    private TransactionSavepoint() {}

    static int set(PhysicalTransaction physical, TxOptions options, @Nullable Throwable swallowed) {
        try {
            return physical.setSavepoint();
        } catch (FailedTransactionException e) {
            throw CommitFailures.silentRollback(options, swallowed == null ? e.getCause() : swallowed);
        } catch (SQLException e) {
            throw new TransactionException(options.title() + " could not set a savepoint", e);
        }
    }

    static void release(PhysicalTransaction physical, TxOptions options, int savepoint, @Nullable Throwable swallowed) {
        try {
            physical.releaseSavepoint(savepoint);
        } catch (FailedTransactionException e) {
            throw CommitFailures.silentRollback(options, swallowed == null ? e.getCause() : swallowed);
        } catch (SQLException e) {
            throw new TransactionException(options.title() + " could not release a savepoint", e);
        }
    }
}
