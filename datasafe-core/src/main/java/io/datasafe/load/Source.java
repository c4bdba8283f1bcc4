package io.datasafe.load;

import java.util.Map;
import java.util.Set;

/**
 * Loads values by key. A {@link Loader#of loader} that needs no resource of its scope consists of this function and a
 * name.
 *
 * @param <K> the type of the key
 * @param <V> the type of the answer
 * @since 0.1
 */
@FunctionalInterface
public interface Source<K, V> {
    /**
     * Loads the keys. Called on the scope's thread, without any lock held.
     *
     * @param keys the keys: distinct, not null, at least one, at most {@link Loader#chunk()}; immutable
     * @return an entry for each key that has an answer, and for no other key
     * @throws Exception if the batch fails; all its keys fail with it
     */
    Map<K, V> load(Set<K> keys) throws Exception;
}
