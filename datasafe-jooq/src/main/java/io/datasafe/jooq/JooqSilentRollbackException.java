package io.datasafe.jooq;

import io.datasafe.tx.SilentRollbackException;

/**
 * The work returned as if all were well, but had caught an error after which the transaction could not commit: it was
 * rolled back. See {@link SilentRollbackException}, which is the cause; its own cause is the first error.
 *
 * @since 0.1
 */
public final class JooqSilentRollbackException extends JooqTransactionException {
    private static final long serialVersionUID = 1L;

    JooqSilentRollbackException(SilentRollbackException cause) {
        super(cause);
    }
}
