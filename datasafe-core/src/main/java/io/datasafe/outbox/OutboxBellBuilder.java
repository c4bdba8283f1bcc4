package io.datasafe.outbox;

import io.datasafe.event.DatasafeListener;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Configures an {@link OutboxBell}. The builder is not thread-safe; the bell is.
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
     * Sets the channel of {@code NOTIFY}. Default: {@code datasafe_outbox}. A channel belongs to one database.
     *
     * @param channel a name as {@code NOTIFY} takes it: at most 63 bytes, folded to lower case unless in double quotes;
     *     must equal {@link OutboxReaderBuilder#channel}
     * @return this builder
     * @throws IllegalArgumentException if the name has another form
     */
    public OutboxBellBuilder channel(String channel) {
        this.channel = Channel.check(channel);
        return this;
    }

    /**
     * Sets the minimum pause after each {@code NOTIFY}; rings during the pause are combined into one. Default: 20 ms,
     * so the first ring after a pause is sent at once, and at most 50 are sent per second.
     *
     * @param silence the pause, 0 to 1 hour
     * @return this builder
     * @throws IllegalArgumentException if the pause is out of range
     */
    public OutboxBellBuilder every(Duration silence) {
        this.every = Range.of("every", silence, Duration.ZERO, Duration.ofHours(1));
        return this;
    }

    /**
     * Sets the factory of the bell's thread. Default: a daemon platform thread. The thread is named
     * {@code datasafe-outbox-bell-CHANNEL}.
     *
     * @param factory such as {@code Thread.ofVirtual().factory()}; it must not start the thread
     * @return this builder
     */
    public OutboxBellBuilder threads(ThreadFactory factory) {
        this.threads = Objects.requireNonNull(factory, "factory");
        return this;
    }

    /**
     * Sets the receiver of {@link io.datasafe.outbox.OutboxEvent.Rung} and
     * {@link io.datasafe.outbox.OutboxEvent.RingFailed}. Default: none; failures are logged then.
     *
     * @param listener the listener; thread-safe, because the bell's thread calls it
     * @return this builder
     */
    public OutboxBellBuilder listener(DatasafeListener listener) {
        this.listener = Objects.requireNonNull(listener, "listener");
        return this;
    }

    /**
     * Starts the bell's thread. Connects to the database on the first ring.
     *
     * @return the bell; the caller closes it
     */
    public OutboxBell start() {
        return new OutboxBell(this).started();
    }
}
