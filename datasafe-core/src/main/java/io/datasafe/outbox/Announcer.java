package io.datasafe.outbox;

import io.datasafe.event.DatasafeListener;
import io.datasafe.internal.scope.Listeners;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** Hands events to the listener, and to the log what would otherwise be lost. */
final class Announcer {
    private static final System.Logger LOG = System.getLogger("io.datasafe");

    private final @Nullable DatasafeListener listener;

    Announcer(@Nullable DatasafeListener listener) {
        this.listener = listener;
    }

    /** Whether it is worth making an event that would not be logged. */
    boolean isHeard() {
        return listener != null;
    }

    void announce(OutboxEvent event) {
        if (listener == null) {
            log(event);
        } else {
            Listeners.tell(listener, event);
        }
    }

    private static void log(OutboxEvent event) {
        if (event instanceof OutboxEvent.SetAside e) {
            warn(
                    "message " + e.id() + " of topic \"" + e.topic() + "\" was set aside by outbox reader \"" + e.name()
                            + "\" after " + e.attempts() + " attempts; Outbox.requeue delivers it again",
                    e.cause());
        } else if (event instanceof OutboxEvent.LeaseLost e) {
            warn(
                    "outbox reader \"" + e.name()
                            + "\" lost its lease to another process; its last messages may be delivered twice",
                    null);
        } else if (event instanceof OutboxEvent.DatabaseFailed e && e.failures() == 1) {
            warn("outbox reader \"" + e.name() + "\" cannot work with the database, and goes on trying", e.cause());
        } else if (event instanceof OutboxEvent.DatabaseBack e) {
            LOG.log(Level.INFO, "outbox reader \"" + e.name() + "\" works with the database again");
        } else if (event instanceof OutboxEvent.ListeningFailed e && e.failures() == 1) {
            warn(
                    "outbox reader \"" + e.name() + "\" does not hear notifications; it polls, and goes on trying",
                    e.cause());
        } else if (event instanceof OutboxEvent.CloseTimedOut e) {
            warn(
                    "outbox reader \"" + e.name() + "\" was closed, but its thread still runs after " + e.waited()
                            + ": its handler ignores the interrupt, or no connection comes",
                    null);
        } else if (event instanceof OutboxEvent.RingFailed e) {
            warn(
                    "the outbox bell on channel \"" + e.name()
                            + "\" could not notify; readers find the messages when they poll",
                    e.cause());
        }
    }

    private static void warn(String message, @Nullable Throwable cause) {
        LOG.log(Level.WARNING, message, cause);
    }
}
