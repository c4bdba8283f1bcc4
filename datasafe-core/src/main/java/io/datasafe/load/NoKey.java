package io.datasafe.load;

import org.jspecify.annotations.Nullable;

/** A null key: answered without a query. */
record NoKey<V extends @Nullable Object>(ScopeState store, V value) implements Pending<V> {
    @Override
    public V get() {
        store.check();
        return value;
    }
}
