package io.datasafe.test.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A recording of the traffic of all connections of a {@link FaultProxy}: the counts, and each round trip with its
 * statements. It keeps the first 10 000 trips and counts all.
 *
 * <pre>{@code
 * try (Recording recording = proxy.record()) {
 *     service.pay(order);
 *     assertThat(recording.trips()).hasSize(2);
 * }
 * }</pre>
 *
 * <p>Thread-safe. After {@link #close()} it keeps what it has.
 *
 * @since 0.1
 */
public final class Recording implements AutoCloseable {
    private static final int KEPT = 10_000;

    private final Supplier<Traffic> meter;
    private final Consumer<Recording> whenClosed;
    private final Traffic start;
    private final List<Flight> flights = new ArrayList<>();
    private @Nullable Traffic end;

    Recording(Supplier<Traffic> meter, Consumer<Recording> whenClosed) {
        this.meter = meter;
        this.whenClosed = whenClosed;
        this.start = meter.get();
    }

    synchronized void add(Flight flight) {
        if (flights.size() < KEPT) {
            flights.add(flight);
        }
    }

    /** {@return the traffic from the start of the recording until now, or until it was closed} */
    public synchronized Traffic traffic() {
        return (end == null ? meter.get() : end).since(start);
    }

    /** {@return the round trips in the order in which they began; the first 10 000 of them} */
    public synchronized List<Trip> trips() {
        return flights.stream().map(Flight::trip).toList();
    }

    /** Ends the recording. Calling it again does nothing. */
    @Override
    public void close() {
        whenClosed.accept(this);
        synchronized (this) {
            if (end == null) {
                end = meter.get();
            }
        }
    }

    /** {@return the counts, and each trip on its own line} */
    @Override
    public String toString() {
        Traffic traffic = traffic();
        StringBuilder text = new StringBuilder();
        int number = 0;
        for (Trip trip : trips()) {
            text.append("  ").append(++number).append(". ").append(trip).append('\n');
        }
        if (traffic.roundTrips() > number) {
            text.append("  and ").append(traffic.roundTrips() - number).append(" more\n");
        }
        return text.append("  round trips: ")
                .append(traffic.roundTrips())
                .append(", statements: ")
                .append(traffic.statements())
                .append(", connects: ")
                .append(traffic.connects())
                .toString();
    }
}
