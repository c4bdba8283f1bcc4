package io.datasafe.tx;

/**
 * What a transaction does, without a result. It may be run more than once: see {@link Retry}.
 *
 * @param <X> the checked exception that it may throw; inferred
 * @since 0.1
 */
@FunctionalInterface
public interface Action<X extends Exception> {
    /**
     * Does the work.
     *
     * @param t the transaction; valid until this method returns, on this thread only
     * @throws X to roll back; reaches the caller as it is
     */
    void apply(Tx t) throws X;
}
