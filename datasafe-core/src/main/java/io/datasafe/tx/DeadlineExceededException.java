package io.datasafe.tx;

import io.datasafe.internal.tx.Deadline;

/**
 * The deadline of {@link Transactions#deadline} passed before COMMIT was sent, or the transaction timeout did on a
 * server that has no such setting. Nothing is stored. Never retried.
 *
 * @since 0.1
 */
public final class DeadlineExceededException extends TransactionException {
    private static final long serialVersionUID = 1L;

    private DeadlineExceededException(String message) {
        super(message, null);
    }

    static DeadlineExceededException notBegun(String title, Deadline deadline, String when) {
        return new DeadlineExceededException(title + " was not begun: " + deadline.title() + " has passed" + when
                + ". Give it more time, or begin earlier");
    }

    static DeadlineExceededException tooLate(String title, Deadline deadline) {
        return new DeadlineExceededException(title + " was rolled back: " + deadline.title()
                + " had passed when its work was done. Give it more time, or do less in it");
    }
}
