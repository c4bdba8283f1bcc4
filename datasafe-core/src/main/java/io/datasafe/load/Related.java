package io.datasafe.load;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.NonNull;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to each of some peers, such as the author of each book of a page. Made by {@link LoadScope#related} without a query; the
 * first answer that is not there yet loads for all peers at once. Lives and dies with its scope, and stays on the scope's thread.
 *
 * @param <P> a peer
 * @param <V> what belongs to it
 * @since 0.1
 */
public interface Related<P, V extends @Nullable Object> {
    /**
     * What belongs to the peer.
     *
     * @param peer one of the peers
     * @return what its key answers; what an absent key answers, if its key is null or has no row
     * @throws IllegalArgumentException if it is not one of the peers, and its key is not loaded
     * @throws LoadException if the batch fails; the next call sends it again
     * @throws IllegalStateException after the end of the scope, or on a foreign thread
     */
    V of(P peer);

    /**
     * What belongs to the peer, and must be there.
     *
     * @param peer one of the peers
     * @return what its key answers
     * @throws java.util.NoSuchElementException naming the loader, if that is null
     */
    @NonNull
    V orThrow(P peer);

    /**
     * What belongs to the peer, if it is there.
     *
     * @param peer one of the peers
     * @return what its key answers; empty for null
     */
    Optional<@NonNull V> optional(P peer);

    /**
     * What belongs to what belongs to each peer: the country of the author of each book. One more query for all peers, once it is asked for.
     *
     * @param key the key of the next loader; null for what belongs to nothing. Not called with null
     * @param next the next loader
     * @param <K> its key
     * @param <W> what it answers
     * @return the chain, still by peer
     */
    <K, W extends @Nullable Object> Related<P, W> then(
            Function<? super @NonNull V, ? extends @Nullable K> key, Loader<K, W> next);

    /** {@return what belongs to every peer, in the order of the peers; immutable} */
    Map<P, V> all();
}
