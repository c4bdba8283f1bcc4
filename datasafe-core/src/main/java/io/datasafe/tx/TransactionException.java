package io.datasafe.tx;

import io.datasafe.DatasafeException;
import org.jspecify.annotations.Nullable;

/**
 * A transaction could not begin or go on, or the server refused COMMIT. Nothing of it is stored, with two exceptions:
 * {@link CommitUnknownException}, and work that switched autocommit on, which commits; the message says so.
 *
 * @since 0.1
 */
public sealed class TransactionException extends DatasafeException
        permits CommitUnknownException, SilentRollbackException, DeadlineExceededException {
    private static final long serialVersionUID = 1L;

    TransactionException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
