package io.datasafe.load;

import org.jspecify.annotations.Nullable;

/** A key in the queue of its loader. The answer stays in the scope, so a write that forgets it is seen here too. */
record PendingKey<K, V extends @Nullable Object>(ScopeState store, LoaderState<K, V> cell, K key)
        implements Pending<V> {
    @Override
    public V get() {
        return store.pending(cell, key);
    }

    @Override
    public String toString() {
        return "pending key of loader '" + cell.loader().name() + "'";
    }
}
