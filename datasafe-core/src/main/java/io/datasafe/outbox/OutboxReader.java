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
 * <li><b>At least once.</b> The reader deletes a message after the handler has returned. If a process dies, the
 *     messages that it delivered and did not delete are delivered again: at most {@link OutboxReaderBuilder#batch}
 *     messages.
 * <li><b>In order.</b> The reader delivers the messages of one topic one after the other, in the order of their ids
 *     among the visible ones. If a transaction depends on another one, its messages have greater ids, so they are never
 *     delivered first.
 * <li><b>One process at a time.</b> Readers with the same name share a lease, a row that expires by the database's
 *     clock. One reader delivers, the others stand by. {@link OutboxReaderBuilder#lease} states the exact guarantee.
 * <li><b>A failing message delays only its own topic</b>, with growing pauses. After the last attempt it is set aside:
 *     it stays in the table, {@link Outbox#setAside} lists it, and {@link Outbox#requeue} delivers it again.
 * <li><b>No connection is held while the handler runs</b>, and no transaction is open for longer than one statement. An
 *     idle poll is one round trip. Works through PgBouncer in transaction mode.
 * </ul>
 *
 * <p>While the database cannot be reached, the reader tries again after pauses of up to 10 seconds and tells its
 * listener. It never stops by itself. Thread-safe.
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
     * Starts the configuration of a reader.
     *
     * @param dataSource leads to the primary with the outbox; usually a pool. The reader uses one connection at a time,
     *     and only during a statement
     * @param handler delivers the messages
     * @return a builder with the defaults
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

    /** {@return the name, which processes that deliver the same messages share} */
    public String name() {
        return options.name();
    }

    /**
     * Makes the reader look for messages now instead of at its next poll. Calls before it looks are combined. A call
     * costs one memory read if the reader was already woken. Never blocks and never throws. Does nothing after
     * {@link #close}. Use it in an after-commit hook: {@code t.afterCommit("outbox", reader::wakeUp)}. Does not shorten
     * the pause after a failure.
     */
    public void wakeUp() {
        wakeUp.ring();
    }

    /**
     * Stops the reader. It lets the handler finish the current message, deletes the delivered messages, and gives back
     * the lease, so that another process takes over at its next poll. Messages that were read and not delivered stay in
     * the outbox.
     *
     * <p>Waits up to {@link OutboxReaderBuilder#closeWithin} for the handler. Then it interrupts the handler, breaks a
     * connection that is in use, and waits 3 seconds more. An interrupted attempt does not count. If the thread still
     * runs then, sends {@link OutboxEvent.CloseTimedOut}. A call from the handler itself does not wait. If the calling
     * thread is interrupted, the wait ends early and the interrupt flag stays set. A second call does nothing more.
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
                        "the connections of the data source given to listen(..) do not unwrap to pgjdbc's, which"
                                + " notifications need: use org.postgresql.ds.PGSimpleDataSource, or poll without"
                                + " listen(..)");
            }
        } catch (SQLException e) {
            throw new OutboxException("the data source given to listen(..) failed to connect", e);
        }
    }
}
