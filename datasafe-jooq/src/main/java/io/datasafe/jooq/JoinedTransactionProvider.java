package io.datasafe.jooq;

import io.datasafe.tx.Transactions;
import org.jooq.TransactionContext;
import org.jooq.impl.ThreadLocalTransactionProvider;

/**
 * Runs jOOQ's {@code transaction(..)} in datasafe's transactions. Being a {@link ThreadLocalTransactionProvider}, it
 * brings its connections along into each configuration that it is set in, and jOOQ lets both kinds of lambdas use it;
 * none of that class's own state is used.
 */
final class JoinedTransactionProvider extends ThreadLocalTransactionProvider {
    private final Transactions transactions;

    JoinedTransactionProvider(Transactions transactions) {
        super(new JoinedConnectionProvider(transactions));
        this.transactions = transactions;
    }

    @Override
    public void begin(TransactionContext ctx) {
        Demarcation.begin(ctx, transactions);
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
