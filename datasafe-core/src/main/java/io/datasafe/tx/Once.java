package io.datasafe.tx;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that is done once, however often it is requested: {@link TransactionRunner#once(String, Object, Class)}.
 * Immutable and thread-safe.
 *
 * @param <V> the work's view of the open transaction
 * @param <T> the type of the result
 * @since 0.1
 */
public final class Once<V, T> {
    private final TransactionRunner<V, ?> transactions;
    private final TxOptions options;
    private final OnceMarker<T> marker;

    Once(TransactionRunner<V, ?> transactions, TxOptions options, OnceMarker<T> marker) {
        this.transactions = transactions;
        this.options = options;
        this.marker = marker;
    }

    /**
     * Does the work in a transaction, together with a marker. If the marker is there already, the work does not run,
     * and the stored result is returned. A second caller waits until the first one's transaction has ended.
     *
     * <p>Takes one round trip for the marker, before the work; the result is stored in the round trip of COMMIT.
     *
     * <p>A COMMIT whose reply was lost is resolved. Where it cannot be resolved, mostly after a failover, everything
     * runs again within {@link TransactionsBuilder#resolveWithin}: the marker shows whether the first attempt is
     * committed. So a transaction that the failover lost is done again.
     *
     * <p>When joining, marker and work are part of the open transaction.
     *
     * @param work what to do; it may run more than once, but is committed only once
     * @param <X> the checked exception that it may throw; nothing is marked then
     * @return its result, of this call or of an earlier one
     * @throws X what the work threw, after the rollback
     * @throws CommitUnknownException if COMMIT got no reply, and running the work again did not succeed in time
     * @throws TransactionException if the table is missing or has another shape; if the stored result is of another
     *     type
     */
    public <X extends Exception> @Nullable T call(Work<V, @Nullable T, X> work) throws X {
        Work<Tx, @Nullable T, X> adapted = transactions.adapted(Objects.requireNonNull(work, "work"));
        try {
            return TransactionRunner.<@Nullable T, X>call(options, t -> marked((TxScope) t, adapted));
        } catch (TransactionException e) {
            throw transactions.translated(e, adapted);
        }
    }

    private <X extends Exception> @Nullable T marked(TxScope scope, Work<Tx, @Nullable T, X> work) throws X {
        OnceMarker.Found found = marker.take(scope);
        if (found != null) {
            return marker.read(scope.options(), found);
        }
        scope.decided();
        T result = work.apply(scope);
        scope.checkUsable();
        scope.commitStatements().onceResult(marker.result(scope.options(), result));
        return result;
    }

    /**
     * Does the work as {@link #call} does, without a result; for {@code Once<.., Void>}.
     *
     * @param work what to do
     * @param <X> the checked exception that it may throw
     * @throws X what the work threw, after the rollback
     */
    public <X extends Exception> void run(Action<V, X> work) throws X {
        Objects.requireNonNull(work, "work");
        this.<X>call(t -> {
            work.apply(t);
            return null;
        });
    }
}
