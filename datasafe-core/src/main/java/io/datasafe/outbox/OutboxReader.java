package io.datasafe.outbox;

import io.datasafe.internal.pg.DriverNotifications;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Delivers the messages of the outbox to a handler, on a thread of its own, until it is closed.
 *
 * <pre>{@code
 * try (OutboxReader reader = OutboxReader.on(dataSource, message -> broker.send(message.topic(), message.payload()))
 *         .listener(metrics)
 *         .start()) {
 *     ...
 * }
 * }</pre>
 *
 * <ul>
 *   <li><b>At least once.</b> A message is deleted after the handler has returned. What was delivered and not yet deleted when a process dies is
 *       delivered again: at most {@link OutboxReaderBuilder#batch} messages.
 *   <li><b>In order.</b> Messages of one topic are delivered one after the other, in the order of their ids among those that are visible. A
 *       transaction that depends on another one has greater ids: what it wrote is never delivered first.
 *   <li><b>One process at a time.</b> Readers of one name share a lease, a row with an end by the database's clock; one delivers, the
 *       others stand by. See {@link OutboxReaderBuilder#lease} for what exactly is guaranteed.
 *   <li><b>A message that fails holds up its own topic only</b>, with pauses that grow, and after some attempts it is set aside: kept in
 *       the table, seen with {@link Outbox#setAside}, delivered again with {@link Outbox#requeue}.
 *   <li><b>No connection is held while the handler runs</b>, and no transaction is ever open for longer than one statement. An idle poll is one
 *       round trip. Works through PgBouncer in transaction mode.
 * </ul>
 *
 * <p>While the database cannot be reached the reader tries again after pauses of up to 10 seconds, and says so to its listener. It never
 * ends by itself. Thread-safe.
 *
 * @since 0.1
 */
public final class OutboxReader implements AutoCloseable {
    private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(3);

    private final ReaderOptions options;
    private final WakeUp wakeUp = new WakeUp();
    private final Announcer announcer;
    private final Statements statements;
    private final HandlerCall call;
    private final Worker worker;
    private final @Nullable Listening listening;

    private final @Nullable Worker ear;

    private OutboxReader(ReaderOptions options, Statements statements) {
        this.options = options;
        this.statements = statements;
        this.announcer = new Announcer(options.listener());
        this.call = new HandlerCall(options.handler());
        OutboxStore store =
                new OutboxStore(statements, options.table(), options.name(), options.topics(), options.lease());
        Delivery delivery = new Delivery(options, store, call, announcer, wakeUp::isClosed);
        String thread = "datasafe-outbox-" + options.name();
        this.worker = new Worker(options.threads(), thread, new ReaderLoop(options, delivery, wakeUp, announcer));
        DataSource direct = options.direct();
        this.listening = direct == null ? null : new Listening(options, direct, wakeUp, announcer);
        this.ear = listening == null ? null : new Worker(options.threads(), thread + "-listen", listening);
    }

    private OutboxReader started() {
        worker.start();
        if (ear != null) {
            ear.start();
        }
        return this;
    }

    /**
     * Begins the configuration of a reader.
     *
     * @param dataSource where the outbox is, usually a pool; one connection of it is used at a time, and only during a statement. It leads
     *     to the primary
     * @param handler delivers the messages
     * @return a builder that holds the defaults
     */
    public static OutboxReaderBuilder on(DataSource dataSource, MessageHandler handler) {
        return new OutboxReaderBuilder(
                Objects.requireNonNull(dataSource, "dataSource"), Objects.requireNonNull(handler, "handler"));
    }

    static OutboxReader start(ReaderOptions options) {
        Statements statements = new Statements(options.dataSource(), options.lease());
        new TableCheck(statements, options.table()).run();
        checkDirect(options.direct());
        return new OutboxReader(options, statements).started();
    }

    /** {@return the name, which other processes that deliver the same messages share} */
    public String name() {
        return options.name();
    }

    /**
     * Makes the reader look for messages now instead of at its next poll. Any number of calls before it looks are one. Costs nothing but a
     * memory read if it was woken up already; never blocks, never throws, does nothing after {@link #close}. Fit for an after-commit hook:
     * {@code t.afterCommit("outbox", reader::wakeUp)}. Does not shorten the pause after a failure.
     */
    public void wakeUp() {
        wakeUp.ring();
    }

    /**
     * Ends the reader: lets the handler finish the message that it delivers, deletes what was delivered, and gives the lease back, so that
     * another process takes over at its next poll. Messages that were read and not delivered stay.
     *
     * <p>Waits up to {@link OutboxReaderBuilder#closeWithin} for the handler; then interrupts it, breaks the connection if the database is what
     * it waits for, and waits 3 seconds more. A message whose handler was interrupted counts as not tried. If the thread still runs then, {@link
     * OutboxEvent.CloseTimedOut} is sent. Called by the handler itself it waits for nothing. If the calling thread is interrupted, it stays
     * so, and the wait is cut short. A second call does nothing more.
     */
    @Override
    public void close() {
        wakeUp.close();
        if (listening != null) {
            quietly(listening::close);
        }
        if (worker.isCurrent() || worker.awaitEnd(options.closeWithin())) {
            return;
        }
        call.interrupt();
        quietly(statements::abort);
        if (!worker.awaitEnd(AFTER_INTERRUPT)) {
            announcer.announce(new OutboxEvent.CloseTimedOut(
                    options.name(), options.closeWithin().plus(AFTER_INTERRUPT)));
        }
    }

    private interface Abort {
        void run() throws SQLException;
    }

    private void quietly(Abort abort) {
        try {
            abort.run();
        } catch (SQLException | RuntimeException e) {
            announcer.announce(new OutboxEvent.DatabaseFailed(options.name(), 1, e, Duration.ZERO));
        }
    }

    private static void checkDirect(@Nullable DataSource direct) {
        if (direct == null) {
            return;
        }
        try (Connection connection = direct.getConnection()) {
            if (!DriverNotifications.areReachable(connection)) {
                throw new IllegalArgumentException(
                        "listen was given a data source whose connections do not unwrap to pgjdbc's, which"
                                + " alone has notifications: give it org.postgresql.ds.PGSimpleDataSource, or leave listen out and poll");
            }
        } catch (SQLException e) {
            throw new OutboxException("the data source given to listen has no connection", e);
        }
    }
}
