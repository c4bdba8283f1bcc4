package io.datasafe.jooq;

import io.datasafe.tx.TransactionException;
import org.jooq.exception.DataAccessException;
import org.jooq.exception.SQLStateClass;

/**
 * A transaction could not begin or go on, or COMMIT was refused: what {@link TransactionException} says, for code that
 * catches jOOQ's exceptions. The cause is that exception; the failures of earlier attempts are suppressed in it.
 *
 * <p>A constraint that COMMIT checks (SQLSTATE class 23) is an {@link
 * org.jooq.exception.IntegrityConstraintViolationException}, as it is in a statement.
 *
 * @since 0.1
 */
public sealed class JooqTransactionException extends DataAccessException
        permits JooqCommitUnknownException, JooqSilentRollbackException, JooqDeadlineExceededException {
    private static final long serialVersionUID = 1L;

    /** What jOOQ says where no SQL error is behind an exception. */
    private static final String NO_STATE = "00000";

    /** Five characters. */
    private final String sqlState;

    JooqTransactionException(TransactionException cause) {
        super(String.valueOf(cause.getMessage()), cause);
        String state = cause.sqlState();
        this.sqlState = state == null ? NO_STATE : state;
    }

    /** {@return the SQLSTATE behind this exception, or {@code "00000"} where no SQL error is behind it} */
    @Override
    public String sqlState() {
        return sqlState;
    }

    /** {@return the class of the SQLSTATE, or {@code NONE} where no SQL error is behind this exception} */
    @Override
    public SQLStateClass sqlStateClass() {
        return sqlState.equals(NO_STATE) ? SQLStateClass.NONE : SQLStateClass.fromCode(sqlState);
    }
}
