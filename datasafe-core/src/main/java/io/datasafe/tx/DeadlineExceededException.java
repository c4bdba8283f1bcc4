package io.datasafe.tx;

/**
 * The deadline of {@link Transactions#deadline}, or the transaction timeout where the server has none, was over before COMMIT was sent: nothing
 * is stored. Never retried.
 *
 * @since 0.1
 */
public final class DeadlineExceededException extends TransactionException {
    private static final long serialVersionUID = 1L;

    DeadlineExceededException(String message) {
        super(message, null);
    }
}
