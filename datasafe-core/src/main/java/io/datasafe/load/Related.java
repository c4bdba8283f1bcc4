package io.datasafe.load;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.NonNull;
import org.jspecify.annotations.Nullable;

/**
 * A relation from peers to what belongs to each of them, such as the author of each book on a page.
 * {@link LoadScope#related} makes it without a query. The first request for an answer that the scope does not hold
 * loads the answers of all peers at once. It ends with its scope and may be used only where the scope may be used.
 *
 * @param <P> the type of a peer
 * @param <V> the type of what belongs to a peer
 * @since 0.1
 */
public interface Related<P, V extends @Nullable Object> {
    /**
     * Returns what belongs to a peer.
     *
     * @param peer one of the peers
     * @return the answer for the peer's key; the loader's {@link Loader#absent()} if the key is null or has no row
     * @throws IllegalArgumentException if the object is not one of the peers, and its key is not loaded
     * @throws LoadException if the batch fails; the next call sends it again
     * @throws IllegalStateException if the scope has ended, or on a thread that may not use the scope
     */
    V of(P peer);

    /**
     * Returns what belongs to a peer, and throws if there is nothing.
     *
     * @param peer one of the peers
     * @return the answer for the peer's key, never null
     * @throws java.util.NoSuchElementException if the answer is null; the message names the loader
     */
    @NonNull
    V orThrow(P peer);

    /**
     * Returns what belongs to a peer, as an Optional.
     *
     * @param peer one of the peers
     * @return the answer for the peer's key; empty if it is null
     */
    Optional<@NonNull V> optional(P peer);

    /**
     * Follows another relation from the answers: the country of the author of each book. Sends no query by itself. The
     * first request for its answers costs one more query for all peers.
     *
     * @param key returns the key of the next loader for an answer, or null if nothing belongs to the answer; never
     *     called with null
     * @param next loads the next keys
     * @param <K> the type of the next key
     * @param <W> the type of the next answer
     * @return the combined relation, from the same peers
     */
    <K, W extends @Nullable Object> Related<P, W> then(
            Function<? super @NonNull V, ? extends @Nullable K> key, Loader<K, W> next);

    /** {@return the answers of all peers, in the order of the peers; immutable} */
    Map<P, V> all();
}
