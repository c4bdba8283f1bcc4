package io.datasafe.load;

import io.datasafe.event.Event;
import java.time.Duration;

/**
 * An event of a {@link LoadScope}. It holds names and numbers, never a key.
 *
 * @since 0.1
 */
public sealed interface LoadEvent extends Event {
    /** {@return the name of the scope} */
    String scope();

    /** {@return the name of the loader} */
    String loader();

    /**
     * A batch has loaded.
     *
     * @param scope the name of the scope
     * @param loader the name of the loader
     * @param keys the number of keys requested
     * @param answers the number of keys that have an answer
     * @param elapsed the time that the call of the loader took
     */
    record Loaded(String scope, String loader, int keys, int answers, Duration elapsed) implements LoadEvent {}

    /**
     * A batch has failed, and all its keys with it.
     *
     * @param scope the name of the scope
     * @param loader the name of the loader
     * @param keys the number of keys requested
     * @param cause the failure
     * @param elapsed the time that the call of the loader took
     */
    record Failed(String scope, String loader, int keys, Throwable cause, Duration elapsed) implements LoadEvent {}

    /**
     * A scope has ended in which a loader was asked for about one key at a time: at least 10 batches, with fewer than 2
     * keys on average. This is an N+1 problem that the watch cannot see, because every statement binds an array. Sent
     * once, when the scope ends. Not sent for a loader whose chunk is 1, nor by a paranoid scope.
     *
     * @param scope the name of the scope
     * @param loader the name of the loader
     * @param batches the number of batches sent
     * @param keys the number of keys in them
     */
    record PoorlyBatched(String scope, String loader, long batches, long keys) implements LoadEvent {}
}
