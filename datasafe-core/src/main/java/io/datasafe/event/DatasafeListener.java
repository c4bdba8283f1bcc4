package io.datasafe.event;

/**
 * Receives every {@link Event}, for metrics, traces and logs.
 *
 * <p>datasafe calls it on the thread that does the work, and never while it holds a lock; keep it short. It must be
 * thread-safe. Whatever it throws is logged as a warning through the {@link System.Logger} named {@code io.datasafe},
 * and never reaches the transaction. Default everywhere: no listener.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface DatasafeListener {
    /**
     * Receives one event.
     *
     * @param event the event
     */
    void on(Event event);
}
