package io.datasafe.examples.quickstart.measure;

import io.datasafe.examples.quickstart.server.Server;
import io.datasafe.examples.quickstart.terminal.Cell;
import io.datasafe.examples.quickstart.terminal.Terminal;
import io.datasafe.test.proxy.FaultProxy;
import io.datasafe.watch.Finding;
import io.datasafe.watch.Watch;
import io.datasafe.watch.WatchScope;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * The cost of one way to do something.
 *
 * @param way its name, as in the table's heading
 * @param queries how many the watch saw
 * @param findings the watch's findings
 * @param near the timing on the network as it is
 * @param far the timing with {@link #DELAY}; empty if no proxy can add the delay, or if it would take too long
 * @param <T> the result's type
 * @since 0.1
 */
public record Measured<T>(String way, int queries, List<Finding> findings, Timing<T> near, Optional<Timing<T>> far) {
    /** The time added to each round trip of {@code far}. */
    public static final Duration DELAY = Duration.ofMillis(1);

    /** The label of a row with {@link #farTime}. */
    public static final String FAR = "time if a round trip takes " + DELAY.toMillis() + " ms more";

    /**
     * Quick work is timed repeatedly, for this long or this often, because the first runs include the time to compile
     * Java.
     */
    private static final long ENOUGH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final int OFTEN = 50;

    /**
     * Measures on the network as it is. The first run is watched and not timed; the fastest of two or more others
     * counts.
     *
     * @param way its name
     * @param scope the name of the watch's scope
     * @param server the server
     * @param work the work
     * @param <T> the result's type
     * @return its cost
     * @throws SQLException if it fails
     */
    public static <T> Measured<T> near(String way, String scope, Server server, Work<T> work) throws SQLException {
        DataSource pool = server.dataSource();
        int queries;
        List<Finding> findings;
        try (WatchScope watch = Watch.of().scope(scope)) {
            Timing.of(work, Watch.watched(pool), Optional.empty());
            queries = watch.statements();
            findings = watch.findings();
        }
        Timing<T> near = fastest(server, work).orFaster(Timing.of(work, pool, server.proxy()));
        return new Measured<>(way, queries, findings, near, Optional.empty());
    }

    /**
     * Also measures the same work, or less of it, with the delay; once, or several times if it is quick.
     *
     * @param server the server
     * @param work the work
     * @return both timings
     * @throws SQLException if it fails
     */
    public Measured<T> andFar(Server server, Work<T> work) throws SQLException {
        if (server.proxy().isEmpty()) {
            return this;
        }
        FaultProxy proxy = server.proxy().get();
        proxy.delay(DELAY.dividedBy(2));
        try {
            return new Measured<>(way, queries, findings, near, Optional.of(fastest(server, work)));
        } finally {
            proxy.delay(Duration.ZERO);
        }
    }

    private static <T> Timing<T> fastest(Server server, Work<T> work) throws SQLException {
        long start = System.nanoTime();
        Timing<T> fastest = Timing.of(work, server.dataSource(), server.proxy());
        for (int times = 1; times < OFTEN && System.nanoTime() - start < ENOUGH_NANOS; times++) {
            fastest = fastest.orFaster(Timing.of(work, server.dataSource(), server.proxy()));
        }
        return fastest;
    }

    /** {@return how many round trips it took, if they could be counted} */
    public Cell roundTrips() {
        return near.roundTrips().isPresent() ? Cell.of(near.roundTrips().getAsLong()) : Cell.of("n/a");
    }

    /** {@return how long it took} */
    public Cell nearTime() {
        return Cell.of(Terminal.millis(near.nanos()));
    }

    /** {@return how long it took with the delay, if that was measured} */
    public Cell farTime() {
        return Cell.of(far.map(timing -> Terminal.millis(timing.nanos())).orElse("n/a"));
    }
}
