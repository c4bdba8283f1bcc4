package io.datasafe.outbox;

import io.datasafe.event.DatasafeListener;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Configures an {@link OutboxBell}. Not thread-safe; what it starts is.
 *
 * @since 0.1
 */
public final class OutboxBellBuilder {
    final DataSource dataSource;
    String channel = Channel.DEFAULT;
    Duration every = Duration.ofMillis(20);
    ThreadFactory threads = Worker::daemon;

    @Nullable
    DatasafeListener listener;

    OutboxBellBuilder(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Names the channel of {@code NOTIFY}. Default {@code datasafe_outbox}. Channels belong to a database.
     *
     * @param channel 1 to 63 letters, digits and underscores; the same as for {@link OutboxReaderBuilder#channel}
     * @return this builder
     * @throws IllegalArgumentException if it is not such a name
     */
    public OutboxBellBuilder channel(String channel) {
        this.channel = Channel.check(channel);
        return this;
    }

    /**
     * Sets how long the bell is silent after each {@code NOTIFY}; what is rung meanwhile becomes one. Default 20 ms: the first ring after
     * a silence is sent at once, and at most 50 a second.
     *
     * @param silence 0 to 1 hour
     * @return this builder
     * @throws IllegalArgumentException outside that range
     */
    public OutboxBellBuilder every(Duration silence) {
        this.every = Range.of("every", silence, Duration.ZERO, Duration.ofHours(1));
        return this;
    }

    /**
     * Sets who makes the bell's thread. Default: a daemon platform thread. It is named {@code datasafe-outbox-bell-CHANNEL}.
     *
     * @param factory such as {@code Thread.ofVirtual().factory()}; must not start the thread itself
     * @return this builder
     */
    public OutboxBellBuilder threads(ThreadFactory factory) {
        this.threads = Objects.requireNonNull(factory, "factory");
        return this;
    }

    /**
     * Sets who receives {@link io.datasafe.outbox.OutboxEvent.Rung} and {@link io.datasafe.outbox.OutboxEvent.RingFailed}. Default: nobody;
     * failures are logged then.
     *
     * @param listener the listener; thread-safe
     * @return this builder
     */
    public OutboxBellBuilder listener(DatasafeListener listener) {
        this.listener = Objects.requireNonNull(listener, "listener");
        return this;
    }

    /**
     * Starts the bell. Does not connect before it is rung.
     *
     * @return the bell, which must be closed
     */
    public OutboxBell start() {
        return new OutboxBell(this).started();
    }
}
