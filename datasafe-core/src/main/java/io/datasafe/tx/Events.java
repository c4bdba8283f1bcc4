package io.datasafe.tx;

import io.datasafe.event.DatasafeListener;
import io.datasafe.event.TransactionEvent;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** Hands events to the listener, and to the log what would otherwise be lost. Neither can harm a transaction. */
final class Events {
    private static final System.Logger LOG = System.getLogger("io.datasafe");

    private Events() {}

    static void send(DatasafeListener listener, TransactionEvent event) {
        try {
            listener.on(event);
        } catch (Throwable e) {
            // An Error too: it must neither leak a connection nor turn a commit into a failure.
            LOG.log(Level.WARNING, "the listener failed on " + event.getClass().getSimpleName(), e);
        }
    }

    static void hookFailed(@Nullable DatasafeListener listener, TransactionEvent.HookFailed event) {
        if (listener != null) {
            send(listener, event);
        } else {
            LOG.log(
                    Level.WARNING,
                    "after-commit hook \"" + event.hook() + "\" of transaction \"" + event.transaction() + "\" failed;"
                            + " the transaction is committed",
                    event.cause());
        }
    }

    static void notGivenBack(String title, Throwable cause) {
        LOG.log(
                Level.WARNING,
                title + " is committed, but its connection could not be given back clean; it was discarded",
                cause);
    }
}
