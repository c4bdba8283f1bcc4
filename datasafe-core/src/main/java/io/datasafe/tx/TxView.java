package io.datasafe.tx;

import java.sql.Connection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A façade's view of an open transaction: everything that {@link Tx} offers, and what the façade adds. Extend it
 * together with {@link TransactionRunner}. Belongs to the thread that runs the work, as the transaction does.
 *
 * @param <V> the view itself
 * @since 0.1
 */
public abstract class TxView<V extends TxView<V>> implements OpenTx<V> {
    private final Tx tx;

    /**
     * Creates a view.
     *
     * @param tx the open transaction
     */
    protected TxView(Tx tx) {
        this.tx = tx;
    }

    /** {@return this view} */
    protected abstract V self();

    /**
     * Returns what the façade throws in place of an exception of datasafe's own. Default: the same exception.
     *
     * @param failure what {@link Tx} throws
     * @return what to throw instead
     */
    protected RuntimeException translate(TransactionException failure) {
        return failure;
    }

    /** {@return the same transaction, as JDBC code sees it} */
    public final Tx tx() {
        return tx;
    }

    @Override
    public final Connection connection() {
        return tx.connection();
    }

    @Override
    public final String name() {
        return tx.name();
    }

    @Override
    public final int attempt() {
        return tx.attempt();
    }

    @Override
    public final <T extends @Nullable Object, X extends Exception> T savepoint(Work<V, T, X> work) throws X {
        ViewedWork<V, T, X> viewed = new ViewedWork<>(Objects.requireNonNull(work, "work"), t -> self());
        try {
            return tx.savepoint(viewed);
        } catch (TransactionException e) {
            throw ViewedWork.hasThrown(viewed, e) ? e : translate(e);
        }
    }

    @Override
    public final void afterCommit(String name, Hook hook) {
        tx.afterCommit(name, hook);
    }

    @Override
    public final void afterRollback(String name, Hook hook) {
        tx.afterRollback(name, hook);
    }

    @Override
    public final void onUnknown(String name, UnknownHook hook) {
        tx.onUnknown(name, hook);
    }

    @Override
    public final void outbox(String topic, String payload) {
        tx.outbox(topic, payload);
    }

    @Override
    public final void lock(String name) {
        try {
            tx.lock(name);
        } catch (TransactionException e) {
            throw translate(e);
        }
    }

    @Override
    public final boolean tryLock(String name) {
        try {
            return tx.tryLock(name);
        } catch (TransactionException e) {
            throw translate(e);
        }
    }
}
