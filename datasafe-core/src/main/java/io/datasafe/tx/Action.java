package io.datasafe.tx;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction does, without a result. It may run more than once: see {@link Retry}.
 *
 * @param <V> its view of the transaction: {@link Tx} for {@link Transactions}
 * @param <X> the checked exception that it may throw; inferred
 * @since 0.1
 */
@FunctionalInterface
public interface Action<V, X extends Exception> {
    /**
     * Does the work.
     *
     * @param t the transaction; valid until this method returns, on this thread only
     * @throws X to roll back; reaches the caller unchanged
     */
    void apply(V t) throws X;

    /**
     * Returns an action as work whose result is null.
     *
     * @param action the action
     * @param <V> its view of the transaction
     * @param <X> the checked exception that it may throw
     * @return the work
     */
    static <V, X extends Exception> Work<V, @Nullable Void, X> asWork(Action<V, X> action) {
        Objects.requireNonNull(action, "work");
        return t -> {
            action.apply(t);
            return null;
        };
    }
}
