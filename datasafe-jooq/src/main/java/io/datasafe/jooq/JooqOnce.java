package io.datasafe.jooq;

import io.datasafe.tx.Once;
import io.datasafe.tx.TransactionException;
import io.datasafe.tx.Tx;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something that is done once, however often it is asked for: {@link JooqTransactions#once}. Immutable and thread-safe.
 *
 * @param <T> the type of the result
 * @since 0.1
 */
public final class JooqOnce<T> {
    private final Once<T> once;
    private final Function<Tx, JooqTx> view;

    JooqOnce(Once<T> once, Function<Tx, JooqTx> view) {
        this.once = once;
        this.view = view;
    }

    /**
     * Does the work in a transaction, together with a marker, unless the marker is there: see {@link Once#call}.
     *
     * @param work what to do; perhaps more than once, but committed only once
     * @param <X> the checked exception that it may throw; nothing is marked then
     * @return its result, now or then
     * @throws X what the work threw, after the rollback
     * @throws JooqCommitUnknownException if COMMIT got no answer, and nobody was there to do it again in time
     * @throws JooqTransactionException if the table is missing or has another shape; if the stored result is of another type
     */
    public <X extends Exception> @Nullable T call(JooqWork<@Nullable T, X> work) throws X {
        JooqCall<@Nullable T, X> call = new JooqCall<>(work, view);
        try {
            return once.call(call);
        } catch (TransactionException e) {
            throw call.translated(e);
        }
    }

    /**
     * {@link #call} without a result; for {@code JooqOnce<Void>}.
     *
     * @param work what to do
     * @param <X> the checked exception that it may throw
     * @throws X what the work threw, after the rollback
     */
    public <X extends Exception> void run(JooqAction<X> work) throws X {
        Objects.requireNonNull(work, "work");
        this.<X>call(t -> {
            work.apply(t);
            return null;
        });
    }
}
