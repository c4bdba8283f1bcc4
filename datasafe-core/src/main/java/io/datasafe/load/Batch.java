package io.datasafe.load;

import java.util.Set;

/**
 * What a {@link Loader} is to load in one go, and what it can do that with. Belongs to the call of {@link Loader#load} that it was made for.
 *
 * @param <K> the key
 * @since 0.1
 */
public interface Batch<K> {
    /** {@return the keys: distinct, non-null, at least one, at most {@link Loader#chunk()}, in the order they were asked for; immutable} */
    Set<K> keys();

    /**
     * What the scope was opened with: a {@link java.sql.Connection}, a DSLContext, a client of another store.
     *
     * @param type its class or interface
     * @param <R> the same
     * @return the first resource of the scope that is one
     * @throws LoadException naming loader and scope, if the scope has none
     */
    <R> R resource(Class<R> type);
}
