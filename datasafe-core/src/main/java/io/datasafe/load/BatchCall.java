package io.datasafe.load;

import java.util.Set;

/** The batch that a scope passes to a loader. */
record BatchCall<K>(Set<K> keys, String loader, ScopeSetup setup) implements Batch<K> {
    @Override
    public <R> R resource(Class<R> type) {
        return setup.resources().find(type, loader, setup.title());
    }
}
