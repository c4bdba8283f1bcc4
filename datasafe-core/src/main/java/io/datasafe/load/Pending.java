package io.datasafe.load;

import org.jspecify.annotations.Nullable;

/**
 * A key that is waiting for the next batch of its loader. Nothing is to be dispatched: {@link #get} sends the batch if it has not gone yet.
 *
 * @param <V> what the key answers
 * @since 0.1
 */
public interface Pending<V extends @Nullable Object> {
    /**
     * The answer, as {@link LoadScope#get} would give it now.
     *
     * @return the answer
     * @throws LoadException if the batch that the key was in has failed
     * @throws IllegalStateException after the end of the scope, or on a foreign thread
     */
    V get();
}
