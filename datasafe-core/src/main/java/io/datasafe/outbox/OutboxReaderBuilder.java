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
 * Configures an {@link OutboxReader}. The builder is not thread-safe; the reader is.
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
     * Sets the table, created with {@link OutboxTable#ddl(String)}. Default: {@code datasafe_outbox}, found through the
     * search path.
     *
     * @param table the same as for {@link OutboxTable#ddl(String)}
     * @return this builder
     * @throws IllegalArgumentException if the name has another form
     */
    public OutboxReaderBuilder table(String table) {
        this.table = TableName.of(table);
        return this;
    }

    /**
     * Sets the name of the reader. Processes that take turns in delivering the same messages use the same name.
     * Default: {@code "outbox"}.
     *
     * <p>Readers with different names do not coordinate. Give them different topics; otherwise each delivers what it
     * finds first, and some messages are delivered by both.
     *
     * @param name a constant in the code, not blank
     * @return this builder
     * @throws IllegalArgumentException if the name is blank
     */
    public OutboxReaderBuilder name(String name) {
        this.name = Range.notBlank("name", name, "mail");
        return this;
    }

    /**
     * Limits the reader to these topics. Default: all topics.
     *
     * @param topics at least one, none of them blank
     * @return this builder
     * @throws IllegalArgumentException if there is no topic, or a topic is blank
     */
    public OutboxReaderBuilder topics(String... topics) {
        if (topics.length == 0) {
            throw new IllegalArgumentException("topics is empty: pass at least one, or omit topics(..) to read all");
        }
        Set<String> named = new LinkedHashSet<>();
        for (String topic : topics) {
            named.add(Range.notBlank("topic", topic, "order"));
        }
        this.topics = named;
        return this;
    }

    /**
     * Sets the maximum number of messages that are read and deleted together. Default: 100. When a process dies, up to
     * this many messages are delivered twice. With 1, the reader deletes each message before it delivers the next one,
     * at 2 round trips per message.
     *
     * @param messages 1 to 10,000; the reader holds all of them in memory
     * @return this builder
     * @throws IllegalArgumentException if the number is out of range
     */
    public OutboxReaderBuilder batch(int messages) {
        this.batch = Range.of("batch", messages, 1, MOST_MESSAGES);
        return this;
    }

    /**
     * Sets the pause before the next look, when the reader found nothing and nothing wakes it. Default: 1 second. A
     * poll that finds nothing is 1 round trip and writes nothing, except that the reader renews the lease once per
     * quarter of its length. Readers on standby poll as well.
     *
     * @param interval the pause, 1 ms to 1 hour, at most half of the lease
     * @return this builder
     * @throws IllegalArgumentException if the pause is out of range
     */
    public OutboxReaderBuilder poll(Duration interval) {
        this.poll = Range.of("poll", interval, MILLI, HOUR);
        return this;
    }

    /**
     * Sets the length of the lease: how long a dead process keeps others from taking over. It also limits each
     * statement of the reader: a statement that takes longer is cancelled, and 5 seconds later its connection is given
     * up. Default: 30 seconds.
     *
     * <p>The guarantee: by the database's clock, no two readers with one name hold the lease at the same time. The
     * reader calls the handler only while at least half of the lease is left, by its own clock and counted from the
     * moment before it sent the last renewal. So two processes deliver at the same time only if a handler takes longer
     * than half of the lease, if its process stands still that long right before the call or during it (a garbage
     * collection pause, a frozen machine), or if a clock jumps. The reader notices with its next statement, delivers
     * nothing more, and tells its listener. It still deletes what it has delivered. No message is lost in any of these
     * cases.
     *
     * @param length 1 second to 1 hour; at least twice {@link #poll}, and more than twice the time of a handler call
     * @return this builder
     * @throws IllegalArgumentException if the length is out of range
     */
    public OutboxReaderBuilder lease(Duration length) {
        this.lease = Range.of("lease", length, Duration.ofSeconds(1), HOUR);
        return this;
    }

    /**
     * Sets the number of attempts before a message is set aside. Default: 10, which takes 4 minutes on average and at
     * most 9 with the default pauses.
     *
     * @param attempts 1 to 1,000
     * @return this builder
     * @throws IllegalArgumentException if the number is out of range
     */
    public OutboxReaderBuilder attempts(int attempts) {
        this.attempts = Range.of("attempts", attempts, 1, MOST_ATTEMPTS);
        return this;
    }

    /**
     * Sets the pauses after failed attempts. The pause after the n-th attempt is drawn evenly from 0 to
     * {@code min(max, first * 2^(n-1))}: exponential backoff with full jitter. Default: 1 second, growing to 5 minutes.
     * The next attempt is made at the first poll after the pause.
     *
     * @param first the maximum pause after the first failure, 1 ms to 24 hours
     * @param max the maximum of all pauses, {@code first} to 24 hours
     * @return this builder
     * @throws IllegalArgumentException if a pause is out of range
     */
    public OutboxReaderBuilder backoff(Duration first, Duration max) {
        Range.of("first", first, MILLI, DAY);
        this.backoff = new Backoff(first, Range.of("max", max, first, DAY));
        return this;
    }

    /**
     * Sets how long {@link OutboxReader#close} waits before it interrupts the handler. Default: 10 seconds.
     *
     * @param patience the time, 0 to 1 hour
     * @return this builder
     * @throws IllegalArgumentException if the time is out of range
     */
    public OutboxReaderBuilder closeWithin(Duration patience) {
        this.closeWithin = Range.of("closeWithin", patience, Duration.ZERO, HOUR);
        return this;
    }

    /**
     * Sets the text that the column {@code error} stores for a failure. Default: the class names of the exception and
     * its causes, a SQLSTATE if there is one, and the place in the code. The default leaves out messages, because they
     * may hold addresses, tokens and payloads. The text is cut after 1,000 characters.
     *
     * @param description returns the text, without secrets; null is stored as an empty text
     * @return this builder
     */
    public OutboxReaderBuilder describe(Function<? super Throwable, @Nullable String> description) {
        this.describe = Objects.requireNonNull(description, "description");
        return this;
    }

    /**
     * Sets the factory of the threads: one for the reader, and one more if it listens. Default: daemon platform
     * threads. They are named {@code datasafe-outbox-NAME} and {@code datasafe-outbox-NAME-listen}.
     *
     * @param factory such as {@code Thread.ofVirtual().factory()}, which runs the handler on a virtual thread; it must
     *     not start the threads
     * @return this builder
     */
    public OutboxReaderBuilder threads(ThreadFactory factory) {
        this.threads = Objects.requireNonNull(factory, "factory");
        return this;
    }

    /**
     * Sets the receiver of {@link io.datasafe.outbox.OutboxEvent}s. Default: none; events that need attention are
     * logged then.
     *
     * @param listener the listener; thread-safe, because the reader's threads call it
     * @return this builder
     */
    public OutboxReaderBuilder listener(DatasafeListener listener) {
        this.listener = Objects.requireNonNull(listener, "listener");
        return this;
    }

    /**
     * Lets an {@link OutboxBell} of any process wake the reader. Default: only {@link OutboxReader#wakeUp} and polling
     * do. Keeps one connection open, which sends {@code LISTEN}, and an empty query after 10 seconds of silence. If the
     * connection breaks, the reader continues to poll, and opens it again after pauses of up to 10 seconds.
     *
     * @param direct leads to the primary, without a PgBouncer in transaction mode in between, because {@code LISTEN}
     *     has no effect there; preferably not a pool. Its connections are pgjdbc's, or unwrap to them
     * @return this builder
     */
    public OutboxReaderBuilder listen(DataSource direct) {
        this.direct = Objects.requireNonNull(direct, "direct");
        return this;
    }

    /**
     * Sets the channel to {@link #listen} on. Default: {@code datasafe_outbox}.
     *
     * @param channel a name as for {@link OutboxBellBuilder#channel}, and equal to it
     * @return this builder
     * @throws IllegalArgumentException if the name has another form
     */
    public OutboxReaderBuilder channel(String channel) {
        this.channel = Channel.check(channel);
        return this;
    }

    /** For tests, which move this clock instead of waiting. */
    OutboxReaderBuilder nanoTime(LongSupplier clock) {
        this.nanoTime = clock;
        return this;
    }

    /**
     * Checks that the tables exist, have the right columns and may be used, in 3 round trips, and starts the reader.
     *
     * @return the running reader; the caller closes it
     * @throws IllegalArgumentException if the lease is shorter than two polls, or the connections of {@link #listen}
     *     support no notifications
     * @throws OutboxException if a table is missing or has other columns, the role lacks a privilege, the server is a
     *     standby, or the database cannot be reached; the message says what to do
     */
    public OutboxReader start() {
        if (lease.compareTo(poll.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException("lease is " + lease + ", must be at least twice poll, which is " + poll
                    + ": an idle reader renews its lease when it polls");
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
