package io.datasafe.jooq;

import org.jooq.TransactionContext;
import org.jooq.TransactionProvider;

/** Refuses {@code dsl().transaction(..)}: jOOQ's own provider would commit the transaction that it runs inside. */
final class NoTransactionProvider implements TransactionProvider {
    @Override
    public void begin(TransactionContext ctx) {
        throw new IllegalStateException(
                "this DSLContext belongs to JooqTransactions: use its call or run, and savepoint"
                        + " inside them, instead of DSLContext.transaction and transactionResult");
    }

    @Override
    public void commit(TransactionContext ctx) {
        begin(ctx);
    }

    @Override
    public void rollback(TransactionContext ctx) {
        // Called by jOOQ after begin has thrown; there is nothing to roll back.
    }
}
