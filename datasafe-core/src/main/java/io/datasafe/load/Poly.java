package io.datasafe.load;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Loads references to rows of several types, with one query for each type that occurs in the batch. Immutable,
 * thread-safe, usually a constant.
 *
 * <pre>{@code
 * static final Poly<Target> TARGET = Poly.<Target>of("target").on("post", POST).on("photo", PHOTO);
 * Related<Comment, @Nullable Target> target =
 *         scope.related(comments, c -> Ref.of(c.targetType(), c.targetId()), TARGET);
 * }</pre>
 *
 * @param <T> the common supertype of the answers
 * @since 0.1
 */
public final class Poly<T> implements Loader<Ref, @Nullable T> {
    private final String name;
    private final Map<String, Loader<?, ? extends @Nullable T>> types;

    private Poly(String name, Map<String, Loader<?, ? extends @Nullable T>> types) {
        this.name = name;
        this.types = types;
    }

    /**
     * Starts a loader without types.
     *
     * @param name the name of the loader in messages, statistics and events
     * @param <T> the common supertype of the answers
     * @return a loader without types
     */
    public static <T> Poly<T> of(String name) {
        return new Poly<>(Objects.requireNonNull(name, "name"), Map.of());
    }

    /**
     * Adds a type.
     *
     * @param type the type, as the database stores it
     * @param loader loads the rows of that type by {@link Ref#id()}
     * @return a copy with the type
     * @throws IllegalArgumentException if the type was already added
     */
    public Poly<T> on(String type, Loader<?, ? extends @Nullable T> loader) {
        Map<String, Loader<?, ? extends @Nullable T>> more = new LinkedHashMap<>(types);
        if (more.put(type, Objects.requireNonNull(loader, "loader")) != null) {
            throw new IllegalArgumentException("type \"" + type + "\" of loader '" + name + "' is given twice");
        }
        return new Poly<>(name, more);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public @Nullable T absent() {
        return null;
    }

    @Override
    public Set<String> tables() {
        Set<String> all = new LinkedHashSet<>();
        types.values().forEach(loader -> all.addAll(loader.tables()));
        return all;
    }

    /**
     * Sends one query for each type that occurs, or several if a type has more keys than the chunk of its loader.
     *
     * @param batch the references
     * @return the answers
     * @throws IllegalStateException if a type has no loader; nothing was sent then
     */
    @Override
    public Map<Ref, T> load(Batch<Ref> batch) throws Exception {
        Map<String, Set<Object>> ids = new LinkedHashMap<>();
        for (Ref ref : batch.keys()) {
            if (!types.containsKey(ref.type())) {
                throw new IllegalStateException("loader '" + name + "' knows no type \"" + ref.type()
                        + "\": add .on(..) for it; known are " + types.keySet());
            }
            ids.computeIfAbsent(ref.type(), type -> new LinkedHashSet<>()).add(ref.id());
        }
        Map<Ref, T> answers = new HashMap<>();
        for (Map.Entry<String, Set<Object>> entry : ids.entrySet()) {
            String type = entry.getKey();
            @SuppressWarnings("unchecked") // The loader refuses ids of another Java type.
            Loader<Object, ? extends @Nullable T> loader =
                    (Loader<Object, ? extends @Nullable T>) Objects.requireNonNull(types.get(type));
            PartOfBatch.load(batch, loader, entry.getValue()).forEach((id, value) -> {
                if (value != null) {
                    answers.put(new Ref(type, id), value);
                }
            });
        }
        return answers;
    }

    /** The keys of one type, as a batch for the loader of that type. */
    private record PartOfBatch<K>(Batch<?> whole, Set<K> keys) implements Batch<K> {
        static <K, V extends @Nullable Object> Map<K, V> load(Batch<?> whole, Loader<K, V> loader, Set<K> keys)
                throws Exception {
            Map<K, V> all = new HashMap<>();
            Set<K> chunk = new LinkedHashSet<>();
            for (K key : keys) {
                chunk.add(key);
                if (chunk.size() == loader.chunk()) {
                    all.putAll(loader.load(new PartOfBatch<>(whole, Set.copyOf(chunk))));
                    chunk.clear();
                }
            }
            if (!chunk.isEmpty()) {
                all.putAll(loader.load(new PartOfBatch<>(whole, Set.copyOf(chunk))));
            }
            return all;
        }

        @Override
        public <R> R resource(Class<R> type) {
            return whole.resource(type);
        }
    }
}
