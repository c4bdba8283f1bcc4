package io.datasafe.load;

import org.jspecify.annotations.Nullable;

/**
 * A key that waits for the next batch of its loader. No dispatch is necessary: {@link #get} sends the batch if it was
 * not sent yet.
 *
 * @param <V> the type of the answer
 * @since 0.1
 */
public interface Pending<V extends @Nullable Object> {
    /**
     * Returns the answer, as {@link LoadScope#get} would return it now.
     *
     * @return the answer
     * @throws LoadException if the batch with this key failed
     * @throws IllegalStateException if the scope has ended, or on a thread that may not use the scope
     */
    V get();
}
