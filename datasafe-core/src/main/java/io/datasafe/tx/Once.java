package io.datasafe.tx;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that is done once, however often it is asked for: {@link Transactions#once}. Immutable and thread-safe.
 *
 * @param <T> the type of the result
 * @since 0.1
 */
public final class Once<T> {
    private final TxOptions options;
    private final OnceMarker<T> marker;

    Once(TxOptions options, OnceMarker<T> marker) {
        this.options = options;
        this.marker = marker;
    }

    /**
     * Does the work in a transaction, together with a marker, unless the marker is there: then the stored result is returned, and the work is
     * not run. Whoever comes while another one is at it waits for its end.
     *
     * <p>One round trip for the marker, which is taken before the work; the result is stored in the round trip of COMMIT.
     *
     * <p>A COMMIT whose answer was lost is resolved; where that cannot be, after a failover above all, everything is done again within {@link
     * TransactionsBuilder#resolveWithin}: the marker shows whether the first attempt is there. A transaction that was lost in the failover is
     * so made good.
     *
     * <p>Joined, marker and work are part of the open transaction.
     *
     * @param work what to do; perhaps more than once, but committed only once
     * @param <X> the checked exception that it may throw; nothing is marked then
     * @return its result, now or then
     * @throws X what the work threw, after the rollback
     * @throws CommitUnknownException if COMMIT got no answer, and nobody was there to do it again in time
     * @throws TransactionException if the table is missing or has another shape; if the stored result is of another type
     */
    public <X extends Exception> @Nullable T call(Work<@Nullable T, X> work) throws X {
        Objects.requireNonNull(work, "work");
        return Transactions.<@Nullable T, X>call(options, t -> {
            TxScope scope = (TxScope) t;
            OnceMarker.Found found = marker.take(scope);
            if (found != null) {
                return marker.read(scope.options(), found);
            }
            scope.decided();
            T result = work.apply(t);
            scope.checkUsable();
            scope.riders().onceResult(marker.result(scope.options(), result));
            return result;
        });
    }

    /**
     * {@link #call} without a result; for {@code Once<Void>}.
     *
     * @param work what to do
     * @param <X> the checked exception that it may throw
     * @throws X what the work threw, after the rollback
     */
    public <X extends Exception> void run(Action<X> work) throws X {
        Objects.requireNonNull(work, "work");
        this.<X>call(t -> {
            work.apply(t);
            return null;
        });
    }
}
