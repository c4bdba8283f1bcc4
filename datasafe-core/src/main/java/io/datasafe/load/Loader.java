package io.datasafe.load;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Defines how to load values by key, many keys at once. A loader is immutable and thread-safe, and usually a constant.
 * It holds no answers; a {@link LoadScope} does. Loaders that are equal share their answers in a scope. So a loader
 * that is created for each use, with arguments, should be a record or implement {@code equals}.
 *
 * <pre>{@code
 * static final Loader<Currency, @Nullable Rate> RATE = Loader.of("rate", currencies -> rates.fetch(currencies));
 * }</pre>
 *
 * <p>{@link Loaders} makes loaders from SQL text.
 *
 * @param <K> the type of the key; its {@code equals} and {@code hashCode} decide which keys are the same
 * @param <V> the type of the answer; {@code @Nullable} if the answer for a key without a row is null
 * @since 0.1
 */
public interface Loader<K, V extends @Nullable Object> {
    /** The default of {@link #chunk()}: the maximum number of keys in one batch. */
    int DEFAULT_CHUNK = 8_192;

    /**
     * Makes a loader from a function. The answer for a key that the function does not return is null.
     *
     * @param name the name of the loader in messages, statistics and events, such as {@code "rate"}
     * @param source loads the keys
     * @param <K> the type of the key
     * @param <V> the type of the answer
     * @return the loader
     */
    static <K, V> Loader<K, @Nullable V> of(String name, Source<K, V> source) {
        return new SourceLoader<K, V, @Nullable V>(name, source, null);
    }

    /**
     * Makes a loader from a function.
     *
     * @param name the name of the loader in messages, statistics and events, such as {@code "books"}
     * @param source loads the keys
     * @param absent the answer for a key that the function does not return, such as {@code List.of()} or {@code 0L}
     * @param <K> the type of the key
     * @param <V> the type of the answer
     * @return the loader
     */
    static <K, V> Loader<K, V> of(String name, Source<K, V> source, V absent) {
        return new SourceLoader<K, V, V>(name, source, absent);
    }

    /** {@return the name of the loader in messages, statistics and events} */
    String name();

    /**
     * Loads a batch. Called on the thread of the scope, without any lock held.
     *
     * @param batch the keys to load, and the resources of the scope
     * @return an entry for each key that has an answer, and for no other key; a null value means the same as no entry
     * @throws Exception if the batch fails; all its keys fail with it
     */
    Map<K, ? extends V> load(Batch<K> batch) throws Exception;

    /** {@return the answer for a null key and for a key without a row, such as null, an empty list or 0; immutable} */
    V absent();

    /**
     * {@return the maximum number of keys in one batch, from 1 to 1,000,000; more keys take several batches. Default:
     * 8,192}
     */
    default int chunk() {
        return DEFAULT_CHUNK;
    }

    /**
     * {@return the tables that the loader reads, for {@link LoadScope#forget(String)}. Default: none, so that only
     * {@code forgetAll} and {@code forget(loader)} forget its answers}
     */
    default Set<String> tables() {
        return Set.of();
    }
}
