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
 * What one way takes.
 *
 * @param way its name, as the table's heading has it
 * @param queries how many the watch has seen
 * @param findings what the watch thinks of them
 * @param near on the network as it is
 * @param far with {@link #DELAY}; empty where no proxy can stand in between to make it, or where it would take too long
 * @param <T> what comes of it
 * @since 0.1
 */
public record Measured<T>(String way, int queries, List<Finding> findings, Timing<T> near, Optional<Timing<T>> far) {
    /** What each round trip takes longer when it is far. */
    public static final Duration DELAY = Duration.ofMillis(1);

    /** The label of a row with what {@link #farTime} says. */
    public static final String FAR = "time if a round trip takes " + DELAY.toMillis() + " ms more";

    /** What is quick is timed again and again for so long, or so often, so that none pays alone for compiling Java: milliseconds matter here. */
    private static final long ENOUGH_NANOS = TimeUnit.MILLISECONDS.toNanos(150);

    private static final int OFTEN = 50;

    /**
     * Measures on the network as it is. The first time is watched and not timed; of two or more others the fastest one counts.
     *
     * @param way its name
     * @param scope what the watch calls it
     * @param server where
     * @param work what
     * @param <T> what comes of it
     * @return what it took
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
     * Measures the same, or less, with the delay as well; once, or several times if it is quick.
     *
     * @param server where
     * @param work what
     * @return both
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
