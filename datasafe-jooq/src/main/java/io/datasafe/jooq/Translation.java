package io.datasafe.jooq;

import io.datasafe.tx.CommitUnknownException;
import io.datasafe.tx.DeadlineExceededException;
import io.datasafe.tx.SilentRollbackException;
import io.datasafe.tx.TransactionException;
import org.jooq.exception.DataAccessException;
import org.jooq.exception.IntegrityConstraintViolationException;

/** Says what core says in jOOQ's exceptions. */
final class Translation {
    private static final String CONSTRAINT = "23";

    private Translation() {}

    static DataAccessException of(TransactionException e) {
        if (e instanceof CommitUnknownException unknown) {
            return new JooqCommitUnknownException(unknown);
        }
        if (e instanceof SilentRollbackException silent) {
            return new JooqSilentRollbackException(silent);
        }
        if (e instanceof DeadlineExceededException late) {
            return new JooqDeadlineExceededException(late);
        }
        String state = e.sqlState();
        if (state != null && state.startsWith(CONSTRAINT)) {
            // Code that catches it around a statement must also catch it where the constraint is deferred.
            return new IntegrityConstraintViolationException(String.valueOf(e.getMessage()), e);
        }
        return new JooqTransactionException(e);
    }
}
