package io.datasafe.outbox;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Delivers messages batch by batch while it holds the lease. It remembers the ids of delivered messages until the
 * database has deleted them, also through database failures, so this process never delivers a message twice.
 */
final class Delivery {
    private final ReaderOptions options;
    private final OutboxStore store;
    private final HandlerCall call;
    private final Announcer announcer;
    private final ReaderLease lease;
    private final BooleanSupplier closed;
    private final List<Long> delivered = new ArrayList<>();

    /**
     * The number of messages that the previous lease holder may have held when it died. Each of them may have killed
     * it.
     */
    private int suspects;

    Delivery(ReaderOptions options, OutboxStore store, HandlerCall call, Announcer announcer, BooleanSupplier closed) {
        this.options = options;
        this.store = store;
        this.call = call;
        this.announcer = announcer;
        this.closed = closed;
        this.lease = new ReaderLease(options.lease(), options.nanoTime());
    }

    /**
     * Reads one batch and delivers it.
     *
     * @return true if more messages may be waiting
     */
    boolean round() throws SQLException {
        if (!delivered.isEmpty()) {
            confirm();
        }
        if (!lease.isHeld() && !take()) {
            return false;
        }
        int limit = suspects > 0 ? 1 : options.batch();
        long asked = lease.now();
        OutboxStore.Batch batch = store.read(limit);
        if (batch == null) {
            lost();
            return true;
        }
        lease.granted(asked, batch.left());
        deliver(batch.messages());
        // When the reader is closed, end() deletes them and gives back the lease in one statement.
        if (!delivered.isEmpty() && !closed.getAsBoolean()) {
            confirm();
        }
        return batch.messages().size() == limit;
    }

    /** Deletes the delivered messages and gives back the lease. */
    void end() throws SQLException {
        if (lease.isHeld() || !delivered.isEmpty()) {
            store.release(delivered);
        }
    }

    private boolean take() throws SQLException {
        long asked = lease.now();
        OutboxStore.Taken taken = store.take();
        if (taken == null) {
            return false;
        }
        lease.granted(asked, taken.left());
        suspects = taken.abandoned() ? options.batch() : 0;
        announcer.announce(new OutboxEvent.LeaseTaken(options.name(), taken.abandoned()));
        return true;
    }

    private void confirm() throws SQLException {
        boolean held = lease.isHeld();
        long asked = lease.now();
        Duration left = store.confirm(delivered);
        delivered.clear();
        if (left != null) {
            lease.granted(asked, left);
        } else if (held) {
            lost();
        }
    }

    private void lost() {
        lease.lost();
        announcer.announce(new OutboxEvent.LeaseLost(options.name()));
    }

    private void deliver(List<Message> batch) throws SQLException {
        Set<String> waiting = new HashSet<>();
        for (Message message : batch) {
            if (closed.getAsBoolean()) {
                return;
            }
            if (waiting.contains(message.topic())) {
                continue;
            }
            if (!lease.isFresh()) {
                confirm();
                if (!lease.isHeld()) {
                    return;
                }
            }
            if (!deliver(message)) {
                waiting.add(message.topic());
            }
        }
    }

    /** Delivers a message or sets it aside. Returns false if the rest of its topic has to wait for it. */
    private boolean deliver(Message message) throws SQLException {
        if (message.attempt() > options.attempts()) {
            setAside(message, message.attempt() - 1, null);
            return true;
        }
        if (suspects > 0) {
            suspects--;
            if (!store.count(message)) {
                return false;
            }
        }
        long start = System.nanoTime();
        Throwable failure = call.deliver(message);
        if (failure == null) {
            delivered.add(message.id());
            if (announcer.isHeard()) {
                Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
                announcer.announce(new OutboxEvent.Delivered(
                        options.name(), message.id(), message.topic(), message.attempt(), elapsed));
            }
            return true;
        }
        if (call.isInterrupted()) {
            // close() interrupted the attempt, so the failure says nothing about the message.
            return false;
        }
        return failed(message, failure);
    }

    private boolean failed(Message message, Throwable failure) throws SQLException {
        if (message.attempt() >= options.attempts() || failure instanceof UndeliverableMessageException) {
            setAside(message, message.attempt(), failure);
            return true;
        }
        Duration pause = options.backoff().after(message.attempt());
        announcer.announce(new OutboxEvent.AttemptFailed(
                options.name(), message.id(), message.topic(), message.attempt(), failure, pause));
        store.postpone(message, pause, describe(failure));
        return false;
    }

    private void setAside(Message message, int attempts, @Nullable Throwable failure) throws SQLException {
        if (store.setAside(message.id(), attempts, failure == null ? null : describe(failure))) {
            announcer.announce(
                    new OutboxEvent.SetAside(options.name(), message.id(), message.topic(), attempts, failure));
        }
    }

    private String describe(Throwable failure) {
        try {
            return ErrorText.storable(options.describe().apply(failure));
        } catch (RuntimeException e) {
            return ErrorText.of(failure) + " (describe failed: " + e.getClass().getName() + ")";
        }
    }
}
