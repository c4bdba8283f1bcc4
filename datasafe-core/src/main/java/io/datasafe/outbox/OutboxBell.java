package io.datasafe.outbox;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * Wakes the readers of all processes that {@link OutboxReaderBuilder#listen listen}. Ring it after a commit that wrote
 * messages.
 *
 * <pre>{@code
 * OutboxBell bell = OutboxBell.on(dataSource).start();
 * tx.run(t -> {
 *     t.outbox("order", json);
 *     t.afterCommit("bell", bell::ring);
 * });
 * }</pre>
 *
 * <p>Rings that come close together are combined into one {@code SELECT pg_notify(channel, '')}. A background thread
 * sends it in a transaction of its own, because {@code NOTIFY} in the writing transaction takes a cluster-wide lock at
 * COMMIT, which makes commits 3 to 5 times slower.
 *
 * <p>A bell only shortens the wait; correctness never depends on it. If it fails, it tells its listener, and the
 * readers find the messages at their next poll. Within one process, {@link OutboxReader#wakeUp} does the same without
 * the database. Thread-safe.
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
     * Starts the configuration of a bell.
     *
     * @param dataSource leads to the primary that the readers listen to, usually the pool of the application; a
     *     PgBouncer in between does no harm
     * @return a builder with the defaults
     */
    public static OutboxBellBuilder on(DataSource dataSource) {
        return new OutboxBellBuilder(Objects.requireNonNull(dataSource, "dataSource"));
    }

    /**
     * Wakes the readers soon. Does no I/O, never blocks and never throws. Costs one atomic increment if the bell was
     * already rung. Does nothing after {@link #close}.
     */
    public void ring() {
        rings.incrementAndGet();
        wakeUp.ring();
    }

    /**
     * Sends what was rung but not sent yet, and stops the bell. Waits up to 5 seconds for that, then breaks the
     * connection. A second call does nothing.
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
            // Catches Errors too: a bell that stops unnoticed is worse than a failed ring.
            announcer.announce(new OutboxEvent.RingFailed(channel, answered, e));
        }
    }
}
