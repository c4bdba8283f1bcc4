package io.datasafe.internal.tx;

import org.jspecify.annotations.Nullable;

/** A statement of the transaction failed before, and PostgreSQL only rolls back now. */
public final class FailedTransactionException extends Exception {
    private static final long serialVersionUID = 1L;

    /** The cause is what the server said to a statement that came later; null if the driver knew without asking. */
    FailedTransactionException(@Nullable Throwable cause) {
        // No stack trace: the exception that the user sees has one.
        super(null, cause, true, false);
    }
}
