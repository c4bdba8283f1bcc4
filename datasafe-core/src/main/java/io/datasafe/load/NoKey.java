package io.datasafe.load;

import org.jspecify.annotations.Nullable;

/** A null key: answered without a query. */
record NoKey<V extends @Nullable Object>(V get) implements Pending<V> {}
