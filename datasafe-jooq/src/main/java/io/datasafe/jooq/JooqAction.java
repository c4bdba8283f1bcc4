package io.datasafe.jooq;

/**
 * What a transaction does with jOOQ, without a result. It may be run more than once: see {@link io.datasafe.tx.Retry}.
 *
 * @param <X> the checked exception that it may throw; inferred
 * @since 0.1
 */
@FunctionalInterface
public interface JooqAction<X extends Exception> {
    /**
     * Does the work.
     *
     * @param t the transaction; valid until this method returns, on this thread only
     * @throws X to roll back; reaches the caller as it is
     */
    void apply(JooqTx t) throws X;
}
