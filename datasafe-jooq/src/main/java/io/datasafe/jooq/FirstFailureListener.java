package io.datasafe.jooq;

import io.datasafe.internal.FailureSink;
import io.datasafe.tx.Transactions;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;

/** Tells the thread's transaction which statement failed, so that a silent rollback names its cause. */
final class FirstFailureListener implements ExecuteListener {
    private static final long serialVersionUID = 1L;

    private final transient Transactions transactions;

    FirstFailureListener(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void exception(ExecuteContext ctx) {
        RuntimeException failure = ctx.exception();
        if (failure != null && transactions.current().orElse(null) instanceof FailureSink sink) {
            sink.statementFailed(failure);
        }
    }
}
