package io.datasafe.outbox;

import io.datasafe.event.DatasafeListener;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Configures an {@link OutboxReader}. Not thread-safe; what it starts is.
 *
 * @since 0.1
 */
public final class OutboxReaderBuilder {
    private static final Duration MILLI = Duration.ofMillis(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int MOST_MESSAGES = 10_000;
    private static final int MOST_ATTEMPTS = 1_000;

    private final DataSource dataSource;
    private final MessageHandler handler;
    private TableName table = TableName.of(TableName.DEFAULT);
    private String name = "outbox";
    private Set<String> topics = Set.of();
    private int batch = 100;
    private Duration poll = Duration.ofSeconds(1);
    private Duration lease = Duration.ofSeconds(30);
    private int attempts = 10;
    private Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));
    private Duration closeWithin = Duration.ofSeconds(10);
    private Function<? super Throwable, @Nullable String> describe = ErrorText::of;
    private ThreadFactory threads = Worker::daemon;
    private @Nullable DatasafeListener listener;
    private @Nullable DataSource direct;
    private String channel = Channel.DEFAULT;
    private LongSupplier nanoTime = System::nanoTime;

    OutboxReaderBuilder(DataSource dataSource, MessageHandler handler) {
        this.dataSource = dataSource;
        this.handler = handler;
    }

    /**
     * Names the table, made with {@link OutboxTable#ddl(String)}. Default {@code datasafe_outbox}, found through the search path.
     *
     * @param table letters, digits and underscores, at most 48, perhaps with its schema and a dot in front
     * @return this builder
     * @throws IllegalArgumentException if it is not such a name
     */
    public OutboxReaderBuilder table(String table) {
        this.table = TableName.of(table);
        return this;
    }

    /**
     * Names the reader. Processes that are to take turns in delivering the same messages use the same name. Default {@code "outbox"}.
     *
     * <p>Readers of different names do not know of each other: give them different topics, or each of them delivers what it finds first, and some
     * messages are delivered by both.
     *
     * @param name a constant of the code, not blank
     * @return this builder
     * @throws IllegalArgumentException if it is blank
     */
    public OutboxReaderBuilder name(String name) {
        this.name = Range.notBlank("name", name, "mail");
        return this;
    }

    /**
     * Delivers messages of these topics only. Default: of all topics.
     *
     * @param topics one or more, none blank
     * @return this builder
     * @throws IllegalArgumentException if there is none, or one is blank
     */
    public OutboxReaderBuilder topics(String... topics) {
        if (topics.length == 0) {
            throw new IllegalArgumentException("topics is empty: name one or more, or leave it out for all");
        }
        Set<String> named = new LinkedHashSet<>();
        for (String topic : topics) {
            named.add(Range.notBlank("topic", topic, "order"));
        }
        this.topics = named;
        return this;
    }

    /**
     * Bounds how many messages are read and deleted together. Default 100. So many messages may be delivered twice when a process dies; 1 deletes
     * each message before the next one is delivered, for 2 round trips a message.
     *
     * @param messages 1 to 10,000; all of them are held in memory
     * @return this builder
     * @throws IllegalArgumentException outside that range
     */
    public OutboxReaderBuilder batch(int messages) {
        this.batch = Range.of("batch", messages, 1, MOST_MESSAGES);
        return this;
    }

    /**
     * Sets how long the reader waits before it looks again, when it found nothing and nobody wakes it up. Default 1 second. A poll that finds
     * nothing is 1 round trip and writes nothing, but for the lease, once in a quarter of its length. Readers that stand by poll as well.
     *
     * @param interval 1 ms to 1 hour, at most half of the lease
     * @return this builder
     * @throws IllegalArgumentException outside that range
     */
    public OutboxReaderBuilder poll(Duration interval) {
        this.poll = Range.of("poll", interval, MILLI, HOUR);
        return this;
    }

    /**
     * Sets how long a process that died keeps others from taking over, and bounds each statement of the reader: it is cancelled
     * then, and its connection given up 5 seconds later. Default 30 seconds.
     *
     * <p>What is guaranteed: by the database's clock, no two readers of one name hold the lease at the same time. A handler is called only
     * if, by the reader's own clock and counted from before the lease was last renewed, half of the lease is left. So two processes deliver at the
     * same time only if a handler takes longer than half of the lease, or its process stands still that long (a pause of the garbage
     * collector, a frozen machine) right before the call or in it, or if a clock jumps. The reader then notices with its next statement, delivers
     * nothing more, and tells its listener. What it had delivered itself it still deletes, since it is delivered. No message is lost in
     * any of these cases.
     *
     * @param length 1 second to 1 hour, at least twice {@link #poll}; more than twice what a call of the handler takes
     * @return this builder
     * @throws IllegalArgumentException outside that range
     */
    public OutboxReaderBuilder lease(Duration length) {
        this.lease = Range.of("lease", length, Duration.ofSeconds(1), HOUR);
        return this;
    }

    /**
     * Sets how often a message is tried before it is set aside. Default 10, which with the default pauses takes 4 minutes on average and 9
     * at the most.
     *
     * @param attempts 1 to 1,000
     * @return this builder
     * @throws IllegalArgumentException outside that range
     */
    public OutboxReaderBuilder attempts(int attempts) {
        this.attempts = Range.of("attempts", attempts, 1, MOST_ATTEMPTS);
        return this;
    }

    /**
     * Sets the pauses after failed attempts, drawn evenly from 0 to {@code min(max, first * 2^(n-1))} after the n-th: exponential backoff with full
     * jitter. Default 1 second growing to 5 minutes. The next attempt is made with the first poll after the pause.
     *
     * @param first the longest possible pause after the first failure, 1 ms to 24 hours
     * @param max the longest possible pause of all, {@code first} to 24 hours
     * @return this builder
     * @throws IllegalArgumentException outside these ranges
     */
    public OutboxReaderBuilder backoff(Duration first, Duration max) {
        Range.of("first", first, MILLI, DAY);
        this.backoff = new Backoff(first, Range.of("max", max, first, DAY));
        return this;
    }

    /**
     * Sets how long {@link OutboxReader#close} waits for the handler before it interrupts it. Default 10 seconds.
     *
     * @param patience 0 to 1 hour
     * @return this builder
     * @throws IllegalArgumentException outside that range
     */
    public OutboxReaderBuilder closeWithin(Duration patience) {
        this.closeWithin = Range.of("closeWithin", patience, Duration.ZERO, HOUR);
        return this;
    }

    /**
     * Sets what is stored of a failure in the column {@code error}. Default: the class names of the exception and its causes, a SQLSTATE if
     * there is one, and the place in the code, but no message, since messages hold addresses, tokens and payloads. Cut after 1,000 characters.
     *
     * @param description gives the text, without secrets; null stores an empty one
     * @return this builder
     */
    public OutboxReaderBuilder describe(Function<? super Throwable, @Nullable String> description) {
        this.describe = Objects.requireNonNull(description, "description");
        return this;
    }

    /**
     * Sets who makes the threads: one for the reader, one more if it listens. Default: daemon platform threads. They are named {@code
     * datasafe-outbox-NAME} and {@code datasafe-outbox-NAME-listen}.
     *
     * @param factory such as {@code Thread.ofVirtual().factory()}, then the handler runs on a virtual thread; must start none itself
     * @return this builder
     */
    public OutboxReaderBuilder threads(ThreadFactory factory) {
        this.threads = Objects.requireNonNull(factory, "factory");
        return this;
    }

    /**
     * Sets who receives {@link io.datasafe.outbox.OutboxEvent}s. Default: nobody; what needs attention is logged then.
     *
     * @param listener the listener; thread-safe
     * @return this builder
     */
    public OutboxReaderBuilder listener(DatasafeListener listener) {
        this.listener = Objects.requireNonNull(listener, "listener");
        return this;
    }

    /**
     * Lets an {@link OutboxBell} of any process wake the reader up. Default: it is woken up by {@link OutboxReader#wakeUp} and by polling only. Holds
     * one connection for good, which sends {@code LISTEN}, and an empty query after 10 seconds of silence. If it breaks, polling goes on
     * and it is opened again, after pauses of up to 10 seconds.
     *
     * @param direct leads to the primary without a PgBouncer in transaction mode in between, where {@code LISTEN} has no effect; better no pool. Its
     *     connections are pgjdbc's, or unwrap to them
     * @return this builder
     */
    public OutboxReaderBuilder listen(DataSource direct) {
        this.direct = Objects.requireNonNull(direct, "direct");
        return this;
    }

    /**
     * Names the channel to {@link #listen} on. Default {@code datasafe_outbox}.
     *
     * @param channel 1 to 63 letters, digits and underscores; the same as for {@link OutboxBellBuilder#channel}
     * @return this builder
     * @throws IllegalArgumentException if it is not such a name
     */
    public OutboxReaderBuilder channel(String channel) {
        this.channel = Channel.check(channel);
        return this;
    }

    /** Tests move this clock instead of waiting. */
    OutboxReaderBuilder nanoTime(LongSupplier clock) {
        this.nanoTime = clock;
        return this;
    }

    /**
     * Looks whether the tables are there, have the right shape and may be used, in 3 round trips, and starts the reader.
     *
     * @return the running reader, which must be closed
     * @throws IllegalArgumentException if the lease is shorter than two polls, or the data source of {@link #listen} has no notifications
     * @throws OutboxException if a table is missing or has another shape, the role lacks a privilege, a standby answers, or the database
     *     cannot be reached; the message says what to do
     */
    public OutboxReader start() {
        if (lease.compareTo(poll.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException("lease is " + lease + ", must be at least twice poll, which is " + poll
                    + ": a reader that is idle renews its lease when it polls");
        }
        return OutboxReader.start(options());
    }

    ReaderOptions options() {
        return new ReaderOptions(
                dataSource,
                handler,
                table,
                name,
                topics,
                batch,
                poll,
                lease,
                attempts,
                backoff,
                closeWithin,
                describe,
                threads,
                listener,
                direct,
                channel,
                nanoTime);
    }
}
