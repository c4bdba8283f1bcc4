package io.datasafe.load;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A loader made of a name, a function and the answer for an absent key. */
final class SourceLoader<K, S extends V, V extends @Nullable Object> implements Loader<K, V> {
    private final String name;
    private final Source<K, S> source;
    private final V absent;

    SourceLoader(String name, Source<K, S> source, V absent) {
        this.name = Objects.requireNonNull(name, "name");
        this.source = Objects.requireNonNull(source, "source");
        this.absent = absent;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Map<K, ? extends V> load(Batch<K> batch) throws Exception {
        return source.load(batch.keys());
    }

    @Override
    public V absent() {
        return absent;
    }

    @Override
    public String toString() {
        return "loader '" + name + "'";
    }
}
