package io.datasafe.tx;

/**
 * COMMIT was sent and its answer was lost: the transaction may be committed or rolled back, and this side cannot know. Never retried:
 * running the work again could do it twice. After-commit hooks did not run.
 *
 * @since 0.1
 */
public final class CommitUnknownException extends TransactionException {
    private static final long serialVersionUID = 1L;

    CommitUnknownException(String message, Throwable cause) {
        super(message, cause);
    }
}
