package io.datasafe.load;

import java.util.Map;
import java.util.Set;

/**
 * Answers many keys at once: the whole of a {@link Loader#of loader} that needs nothing from its scope.
 *
 * @param <K> the key
 * @param <V> what a key answers
 * @since 0.1
 */
@FunctionalInterface
public interface Source<K, V> {
    /**
     * Answers the keys.
     *
     * @param keys distinct and non-null, at least one, at most {@link Loader#chunk()}; immutable
     * @return an entry for each key that has an answer, and for no other key
     * @throws Exception if it cannot; all the keys fail with it
     */
    Map<K, V> load(Set<K> keys) throws Exception;
}
