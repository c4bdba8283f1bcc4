package io.datasafe.tx;

import org.jspecify.annotations.Nullable;

/**
 * What a transaction does, with a result. It may run more than once: see {@link Retry}.
 *
 * @param <V> its view of the transaction: {@link Tx} for {@link Transactions}
 * @param <T> the result
 * @param <X> the checked exception that it may throw; inferred
 * @since 0.1
 */
@FunctionalInterface
public interface Work<V, T extends @Nullable Object, X extends Exception> {
    /**
     * Does the work.
     *
     * @param t the transaction; valid until this method returns, on this thread only
     * @return the result, which {@code call} returns to its caller after COMMIT
     * @throws X to roll back; reaches the caller unchanged
     */
    T apply(V t) throws X;
}
