package io.datasafe.outbox;

import java.sql.SQLException;
import java.time.Duration;

/**
 * The main loop of the reader's thread: it delivers in rounds, with pauses between them, until the reader is closed.
 */
final class ReaderLoop implements Runnable {
    private final ReaderOptions options;
    private final Delivery delivery;
    private final WakeUp wakeUp;
    private final Announcer announcer;
    private int failures;

    ReaderLoop(ReaderOptions options, Delivery delivery, WakeUp wakeUp, Announcer announcer) {
        this.options = options;
        this.delivery = delivery;
        this.wakeUp = wakeUp;
        this.announcer = announcer;
    }

    @Override
    public void run() {
        while (!wakeUp.isClosed()) {
            try {
                boolean more = delivery.round();
                succeeded();
                if (!more) {
                    wakeUp.await(options.poll());
                }
            } catch (Throwable e) {
                // Catches Errors too: a reader that stops unnoticed is worse than one that tries again.
                failed(e);
            }
        }
        try {
            delivery.end();
        } catch (SQLException | RuntimeException e) {
            // The lease expires by itself. Messages that were delivered and not deleted are delivered twice.
            announcer.announce(new OutboxEvent.DatabaseFailed(options.name(), ++failures, e, Duration.ZERO));
        }
    }

    private void succeeded() {
        if (failures > 0) {
            announcer.announce(new OutboxEvent.DatabaseBack(options.name(), failures));
            failures = 0;
        }
    }

    private void failed(Throwable failure) {
        failures++;
        Duration pause = Backoff.DATABASE.after(failures);
        announcer.announce(new OutboxEvent.DatabaseFailed(options.name(), failures, failure, pause));
        wakeUp.pause(pause);
    }
}
