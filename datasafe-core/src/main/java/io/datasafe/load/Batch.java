package io.datasafe.load;

import java.util.Set;

/**
 * One call of {@link Loader#load}: the keys to load, and access to the resources of the scope. Use it only during that
 * call, on the thread of that call.
 *
 * @param <K> the key
 * @since 0.1
 */
public interface Batch<K> {
    /**
     * {@return the keys to load: distinct, not null, at least one, at most {@link Loader#chunk()}, in the order of the
     * requests; immutable}
     */
    Set<K> keys();

    /**
     * Looks up a resource of the scope, such as a {@link java.sql.Connection}, a DSLContext or the client of another
     * store. Sends nothing to the database.
     *
     * @param type the class or interface of the resource
     * @param <R> the type of the resource
     * @return the first resource of the scope that is an instance of the type
     * @throws LoadException if the scope has no such resource; the message names the loader and the scope
     */
    <R> R resource(Class<R> type);
}
