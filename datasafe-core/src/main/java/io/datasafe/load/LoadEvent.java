package io.datasafe.load;

import io.datasafe.event.Event;
import java.time.Duration;

/**
 * What a load scope did. Holds names and numbers, never a key.
 *
 * @since 0.1
 */
public sealed interface LoadEvent extends Event {
    /** {@return the name of the scope} */
    String scope();

    /** {@return the name of the loader} */
    String loader();

    /**
     * A batch was loaded.
     *
     * @param scope the name of the scope
     * @param loader the name of the loader
     * @param keys how many keys were asked for
     * @param answers how many of them have an answer
     * @param elapsed how long it took
     */
    record Loaded(String scope, String loader, int keys, int answers, Duration elapsed) implements LoadEvent {}

    /**
     * A batch has failed, and all its keys with it.
     *
     * @param scope the name of the scope
     * @param loader the name of the loader
     * @param keys how many keys were asked for
     * @param cause what failed
     * @param elapsed how long it took
     */
    record Failed(String scope, String loader, int keys, Throwable cause, Duration elapsed) implements LoadEvent {}

    /**
     * A scope has ended in which a loader was asked for about one key at a time: at least 10 batches, of fewer than 2 keys on average. That is
     * an N+1 of which the watch sees nothing but arrays. Sent once, at the end; not for a loader whose chunk is 1, nor by a paranoid scope.
     *
     * @param scope the name of the scope
     * @param loader the name of the loader
     * @param batches how many it has sent
     * @param keys how many keys were in them
     */
    record PoorlyBatched(String scope, String loader, long batches, long keys) implements LoadEvent {}
}
