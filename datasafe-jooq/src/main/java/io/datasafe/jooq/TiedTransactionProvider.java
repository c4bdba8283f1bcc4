package io.datasafe.jooq;

import io.datasafe.tx.Transactions;
import io.datasafe.tx.Tx;
import org.jooq.TransactionContext;
import org.jooq.TransactionProvider;

/** Runs jOOQ's {@code transaction(..)} in savepoints of one transaction, as long as that is open. */
record TiedTransactionProvider(Tx tx, Transactions transactions) implements TransactionProvider {
    @Override
    public void begin(TransactionContext ctx) {
        // Says that the transaction has ended, or is another thread's.
        tx.connection();
        Demarcation.begin(ctx, transactions.required());
    }

    @Override
    public void commit(TransactionContext ctx) {
        Demarcation.commit(ctx);
    }

    @Override
    public void rollback(TransactionContext ctx) {
        Demarcation.rollBack(ctx);
    }
}
