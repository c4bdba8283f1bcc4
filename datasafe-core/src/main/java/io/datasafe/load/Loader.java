package io.datasafe.load;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The definition of something that can be loaded by key, for many keys at once. Immutable, thread-safe, usually a constant; it holds no
 * answers: those live in a {@link LoadScope}. Two loaders that are equal share their answers in a scope, so one that is made anew for each use
 * with arguments in it is a record, or has {@code equals}.
 *
 * <pre>{@code
 * static final Loader<Currency, @Nullable Rate> RATE = Loader.of("rate", currencies -> rates.fetch(currencies));
 * }</pre>
 *
 * <p>From SQL text: {@link Loaders}.
 *
 * @param <K> the key; its {@code equals} and {@code hashCode} say what is the same key
 * @param <V> what a key answers; {@code @Nullable} if a key without a row answers null
 * @since 0.1
 */
public interface Loader<K, V extends @Nullable Object> {
    /** The most keys that go into one batch unless {@link #chunk} says otherwise. */
    int DEFAULT_CHUNK = 8_192;

    /**
     * A loader from any source; a key that the source does not answer is null.
     *
     * @param name what it loads, such as {@code "rate"}: for messages, statistics and events
     * @param source answers the keys
     * @param <K> the key
     * @param <V> what a key answers
     * @return the loader
     */
    static <K, V> Loader<K, @Nullable V> of(String name, Source<K, V> source) {
        return new SourceLoader<K, V, @Nullable V>(name, source, null);
    }

    /**
     * A loader from any source.
     *
     * @param name what it loads, such as {@code "books"}: for messages, statistics and events
     * @param source answers the keys
     * @param absent what a key answers that the source does not answer, such as {@code List.of()} or {@code 0L}
     * @param <K> the key
     * @param <V> what a key answers
     * @return the loader
     */
    static <K, V> Loader<K, V> of(String name, Source<K, V> source, V absent) {
        return new SourceLoader<K, V, V>(name, source, absent);
    }

    /** {@return what it loads, for messages, statistics and events} */
    String name();

    /**
     * Loads. Called on the thread of the scope, with no lock held.
     *
     * @param batch the keys, and the scope's resources
     * @return an entry for each key that has an answer, and for no other key; a null value is the same as no entry
     * @throws Exception if it cannot; all the keys fail with it
     */
    Map<K, ? extends V> load(Batch<K> batch) throws Exception;

    /** {@return what a key without a row answers, and a null key: null, an empty list, 0; immutable} */
    V absent();

    /** {@return the most keys that go into one batch, from 1 to 1,000,000; more keys are loaded in several batches} */
    default int chunk() {
        return DEFAULT_CHUNK;
    }

    /** {@return the tables that it reads: what {@link LoadScope#forget(String)} goes by; none, if only {@code forgetAll} forgets it} */
    default Set<String> tables() {
        return Set.of();
    }
}
