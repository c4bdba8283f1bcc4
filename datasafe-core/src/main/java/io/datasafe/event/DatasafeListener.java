package io.datasafe.event;

/**
 * Receives every {@link Event}: metrics, traces and logs hang on it.
 *
 * <p>Called on the thread that does the work, never while datasafe holds a lock; keep it short. Must be thread-safe. What it throws is
 * logged as a warning through {@link System.Logger} named {@code io.datasafe} and never reaches the transaction.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface DatasafeListener {
    /**
     * Receives one event.
     *
     * @param event what happened
     */
    void on(Event event);
}
