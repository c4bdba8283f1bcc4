package io.datasafe.jooq;

import org.jspecify.annotations.Nullable;

/**
 * What a transaction does with jOOQ, with a result. It may be run more than once: see {@link io.datasafe.tx.Retry}.
 *
 * @param <T> the result
 * @param <X> the checked exception that it may throw; inferred
 * @since 0.1
 */
@FunctionalInterface
public interface JooqWork<T extends @Nullable Object, X extends Exception> {
    /**
     * Does the work.
     *
     * @param t the transaction; valid until this method returns, on this thread only
     * @return the result, which {@code call} hands to its caller after COMMIT
     * @throws X to roll back; reaches the caller as it is
     */
    T apply(JooqTx t) throws X;
}
