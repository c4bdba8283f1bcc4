package io.datasafe.tx;

import org.jspecify.annotations.Nullable;

/**
 * The work returned normally, but it had caught an error after which the transaction could not commit. It was rolled
 * back. In this state PostgreSQL answers COMMIT with ROLLBACK and the driver's {@code commit()} returns normally, so
 * most libraries report a success.
 *
 * <p>The cause is the first error, if datasafe knows it: a joined {@code call} threw it, or jOOQ saw it. Plain JDBC
 * code that swallows an exception leaves no trace here; the server's log has it. Run a part that may fail in {@link
 * Tx#savepoint}.
 *
 * @since 0.1
 */
public final class SilentRollbackException extends TransactionException {
    private static final long serialVersionUID = 1L;

    SilentRollbackException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
