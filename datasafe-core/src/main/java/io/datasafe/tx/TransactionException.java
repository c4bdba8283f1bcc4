package io.datasafe.tx;

import io.datasafe.DatasafeException;
import org.jspecify.annotations.Nullable;

/**
 * A transaction could not begin or go on, or COMMIT was refused: nothing of it is stored. {@link CommitUnknownException} and the message
 * about work that switched autocommit on, which commits, say where it is otherwise.
 *
 * @since 0.1
 */
public sealed class TransactionException extends DatasafeException
        permits CommitUnknownException, SilentRollbackException, DeadlineExceededException, NothingWrittenException {
    private static final long serialVersionUID = 1L;

    TransactionException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
