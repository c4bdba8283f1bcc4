package io.datasafe.jooq;

import io.datasafe.tx.DeadlineExceededException;

/**
 * The deadline was over before COMMIT was sent: nothing is stored. See {@link DeadlineExceededException}, which is the
 * cause.
 *
 * @since 0.1
 */
public final class JooqDeadlineExceededException extends JooqTransactionException {
    private static final long serialVersionUID = 1L;

    JooqDeadlineExceededException(DeadlineExceededException cause) {
        super(cause);
    }
}
