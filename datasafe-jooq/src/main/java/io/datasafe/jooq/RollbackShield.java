package io.datasafe.jooq;

import org.jooq.TransactionContext;
import org.jooq.TransactionListener;

/**
 * A user's listener. jOOQ never rolls back if its {@code rollbackStart} throws, and the thread would keep the
 * transaction for ever.
 */
record RollbackShield(TransactionListener given) implements TransactionListener {
    @Override
    public void beginStart(TransactionContext ctx) {
        given.beginStart(ctx);
    }

    @Override
    public void beginEnd(TransactionContext ctx) {
        given.beginEnd(ctx);
    }

    @Override
    public void commitStart(TransactionContext ctx) {
        given.commitStart(ctx);
    }

    @Override
    public void commitEnd(TransactionContext ctx) {
        given.commitEnd(ctx);
    }

    @Override
    public void rollbackStart(TransactionContext ctx) {
        try {
            given.rollbackStart(ctx);
        } catch (Throwable e) {
            Demarcation.rollBack(ctx);
            throw e;
        }
    }

    @Override
    public void rollbackEnd(TransactionContext ctx) {
        given.rollbackEnd(ctx);
    }
}
