package io.datasafe.test.proxy;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Counts the traffic of one connection, and adds it to the proxy's total. */
final class Counters {
    private final AtomicLong connects = new AtomicLong();
    private final AtomicLong roundTrips = new AtomicLong();
    private final AtomicLong statements = new AtomicLong();
    private final AtomicLong bytesToServer = new AtomicLong();
    private final AtomicLong bytesToClient = new AtomicLong();
    private final @Nullable Counters total;

    Counters(@Nullable Counters total) {
        this.total = total;
    }

    void connect() {
        connects.incrementAndGet();
        if (total != null) {
            total.connect();
        }
    }

    void roundTrip() {
        roundTrips.incrementAndGet();
        if (total != null) {
            total.roundTrip();
        }
    }

    void statements(long count) {
        statements.addAndGet(count);
        if (total != null) {
            total.statements(count);
        }
    }

    void bytes(Direction direction, long count) {
        (direction == Direction.TO_SERVER ? bytesToServer : bytesToClient).addAndGet(count);
        if (total != null) {
            total.bytes(direction, count);
        }
    }

    Traffic traffic() {
        return new Traffic(
                connects.get(), roundTrips.get(), statements.get(), bytesToServer.get(), bytesToClient.get());
    }
}
