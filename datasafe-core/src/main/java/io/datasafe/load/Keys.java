package io.datasafe.load;

import java.util.AbstractSet;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An immutable set of distinct keys on top of an array. Most loaders only iterate, so the hash set is built on the
 * first call of {@link #contains}.
 */
final class Keys<K> extends AbstractSet<K> {
    private final Object[] keys;
    private @Nullable Set<Object> hashed;

    /** Takes ownership of the array. Its elements must be keys of type K, distinct and not null. */
    Keys(Object[] keys) {
        this.keys = keys;
    }

    @Override
    public int size() {
        return keys.length;
    }

    @Override
    public boolean contains(@Nullable Object key) {
        Set<Object> set = hashed;
        if (set == null) {
            set = new HashSet<>(Arrays.asList(keys));
            hashed = set;
        }
        return set.contains(key);
    }

    @Override
    public Object[] toArray() {
        return keys.clone();
    }

    @Override
    public Iterator<K> iterator() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < keys.length;
            }

            @Override
            @SuppressWarnings("unchecked")
            public K next() {
                if (next == keys.length) {
                    throw new NoSuchElementException();
                }
                return (K) keys[next++];
            }
        };
    }
}
