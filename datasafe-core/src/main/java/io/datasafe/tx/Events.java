package io.datasafe.tx;

import io.datasafe.event.DatasafeListener;
import io.datasafe.internal.scope.Listeners;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Sends events to the listener, and logs what no listener hears. Neither can harm a transaction. */
final class Events {
    private static final System.Logger LOG = System.getLogger("io.datasafe");

    private Events() {}

    static void send(DatasafeListener listener, TransactionEvent event) {
        Listeners.tell(listener, event);
    }

    static void hookFailed(@Nullable DatasafeListener listener, TransactionEvent.HookFailed event, String message) {
        if (listener != null) {
            send(listener, event);
        } else {
            LOG.log(Level.WARNING, message, event.cause());
        }
    }

    static void unknown(TxOptions options, int attempt, CommitUnknownException unknown) {
        DatasafeListener listener = options.listener();
        if (listener != null) {
            String ticket = unknown.ticket().map(Ticket::toString).orElse(null);
            send(listener, new TransactionEvent.Unknown(options.name(), attempt, ticket, unknown));
        }
    }

    static void resolved(TxOptions options, int attempt, boolean committed, Duration elapsed, Throwable cause) {
        DatasafeListener listener = options.listener();
        if (listener != null) {
            send(listener, new TransactionEvent.Resolved(options.name(), attempt, committed, elapsed, cause));
        }
    }

    static void guardHit(@Nullable DatasafeListener listener, TransactionEvent.GuardHit event) {
        if (listener != null) {
            send(listener, event);
        } else {
            LOG.log(Level.WARNING, event.message());
        }
    }

    static void notGivenBack(String title, Throwable cause) {
        LOG.log(
                Level.WARNING,
                title + " is committed, but its connection could not be given back clean; it was discarded",
                cause);
    }
}
