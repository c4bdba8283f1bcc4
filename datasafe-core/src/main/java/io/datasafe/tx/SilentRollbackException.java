package io.datasafe.tx;

import org.jspecify.annotations.Nullable;

/**
 * The work returned as if all were well, but an error in it had been caught and the transaction could not commit any more: it was rolled
 * back. PostgreSQL answers COMMIT with ROLLBACK in this state, and the driver's {@code commit()} returns normally; that is why most
 * libraries report a success here.
 *
 * <p>The cause is the first error, where it is known: what a joined {@code call} threw, or what jOOQ saw. Plain JDBC code that swallows an
 * exception leaves no trace of it on this side; the server's log has it. Run a part that may fail in {@link Tx#savepoint}.
 *
 * @since 0.1
 */
public final class SilentRollbackException extends TransactionException {
    private static final long serialVersionUID = 1L;

    SilentRollbackException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
