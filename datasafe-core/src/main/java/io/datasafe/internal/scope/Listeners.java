package io.datasafe.internal.scope;

import io.datasafe.event.DatasafeListener;
import io.datasafe.event.Event;
import java.lang.System.Logger.Level;

/**
 * Tells a listener of an event. Every capability sends its events through here, so that no listener can fail the work
 * it watches.
 */
public final class Listeners {
    private static final System.Logger LOG = System.getLogger("io.datasafe");

    private Listeners() {}

    /**
     * Calls a listener. What it throws, an {@link Error} included, is logged as a warning and never reaches the caller.
     *
     * @param listener the listener
     * @param event what happened
     */
    public static void tell(DatasafeListener listener, Event event) {
        try {
            listener.on(event);
        } catch (Throwable e) {
            // An Error too: it must not leak a connection, end a reader, or turn a commit into a failure.
            log(event, e);
        }
    }

    private static void log(Event event, Throwable thrown) {
        try {
            LOG.log(Level.WARNING, "the listener failed on " + event.getClass().getSimpleName(), thrown);
        } catch (Throwable e) {
            // After a stack overflow the log may overflow too. Nobody is left to tell, and the work must go on.
        }
    }
}
