package io.datasafe.load;

import org.jspecify.annotations.Nullable;

/** A pending key. The answer stays in the scope, so {@link #get} also notices a write that made the scope forget it. */
record PendingKey<K, V extends @Nullable Object>(ScopeState scope, LoaderState<K, V> state, K key)
        implements Pending<V> {
    @Override
    public V get() {
        return scope.pending(state, key);
    }

    @Override
    public String toString() {
        return "pending key of loader '" + state.loader().name() + "'";
    }
}
