package io.datasafe.outbox;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * Wakes up the readers of all processes that {@link OutboxReaderBuilder#listen listen}: ring it after a commit that wrote messages.
 *
 * <pre>{@code
 * OutboxBell bell = OutboxBell.on(dataSource).start();
 * tx.run(t -> {
 *     t.outbox("order", json);
 *     t.afterCommit("bell", bell::ring);
 * });
 * }</pre>
 *
 * <p>Any number of rings become one {@code SELECT pg_notify(channel, '')}, sent by a background thread in a transaction of its own. That matters:
 * {@code NOTIFY} in the writing transaction takes a lock of the whole cluster at COMMIT, which makes commits 3 to 5 times slower.
 *
 * <p>A bell saves waiting, and nothing depends on it: if it fails, its listener is told, and the readers find the messages when they poll. Within one
 * process {@link OutboxReader#wakeUp} does the same without the database. Thread-safe.
 *
 * @since 0.1
 */
public final class OutboxBell implements AutoCloseable {
    private static final String NOTIFY = "SELECT pg_notify(?, '')";
    private static final Duration BOUND = Duration.ofSeconds(5);
    private static final Duration FOREVER = Duration.ofDays(365);

    private final Statements statements;
    private final String channel;
    private final Duration every;
    private final Announcer announcer;
    private final AtomicLong rings = new AtomicLong();
    private final WakeUp wakeUp = new WakeUp();
    private final Worker worker;

    OutboxBell(OutboxBellBuilder options) {
        this.statements = new Statements(options.dataSource, BOUND);
        this.channel = options.channel;
        this.every = options.every;
        this.announcer = new Announcer(options.listener);
        this.worker = new Worker(options.threads, "datasafe-outbox-bell-" + channel, this::work);
    }

    OutboxBell started() {
        worker.start();
        return this;
    }

    /**
     * Begins the configuration of a bell.
     *
     * @param dataSource leads to the primary that the readers listen to, usually the pool of the application; a PgBouncer in between does no harm
     * @return a builder that holds the defaults
     */
    public static OutboxBellBuilder on(DataSource dataSource) {
        return new OutboxBellBuilder(Objects.requireNonNull(dataSource, "dataSource"));
    }

    /**
     * Wakes the readers up, soon. Does no I/O, never blocks, never throws, and costs an atomic increment if the bell was rung already. Does
     * nothing after {@link #close}.
     */
    public void ring() {
        rings.incrementAndGet();
        wakeUp.ring();
    }

    /**
     * Sends what was rung and not yet sent, and ends the bell. Waits for that up to 5 seconds, then breaks the connection. A second call does nothing.
     */
    @Override
    public void close() {
        wakeUp.close();
        if (worker.isCurrent() || worker.awaitEnd(BOUND)) {
            return;
        }
        try {
            statements.abort();
        } catch (SQLException e) {
            announcer.announce(new OutboxEvent.RingFailed(channel, 0, e));
        }
    }

    private void work() {
        while (!wakeUp.isClosed()) {
            wakeUp.await(FOREVER);
            send();
            wakeUp.pause(every);
        }
        send();
    }

    private void send() {
        long answered = rings.getAndSet(0);
        if (answered == 0) {
            return;
        }
        try {
            statements.run(NOTIFY, s -> {
                s.setString(1, channel);
                return s.execute();
            });
            if (announcer.isHeard()) {
                announcer.announce(new OutboxEvent.Rung(channel, answered));
            }
        } catch (Throwable e) {
            // An Error too: a bell that ends unnoticed is worse than one that failed once.
            announcer.announce(new OutboxEvent.RingFailed(channel, answered, e));
        }
    }
}
