package io.datasafe.load;

import org.jspecify.annotations.Nullable;

/** A pending null key, answered without a query. */
record NoKey<V extends @Nullable Object>(ScopeState scope, V value) implements Pending<V> {
    @Override
    public V get() {
        scope.check();
        return value;
    }
}
