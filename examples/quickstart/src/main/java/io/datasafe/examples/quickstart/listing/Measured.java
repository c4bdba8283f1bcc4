package io.datasafe.examples.quickstart.listing;

import io.datasafe.examples.quickstart.server.Server;
import io.datasafe.test.proxy.FaultProxy;
import io.datasafe.watch.Finding;
import io.datasafe.watch.Watch;
import io.datasafe.watch.WatchScope;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * What one way of listing takes.
 *
 * @param listing the way
 * @param queries how many the watch has seen
 * @param findings what the watch thinks of them
 * @param near on the network as it is
 * @param far with {@link #DELAY}; empty where no proxy can stand in between to make it
 */
record Measured(Listing listing, int queries, List<Finding> findings, Timing near, Optional<Timing> far) {
    /** What each round trip takes longer then. */
    static final Duration DELAY = Duration.ofMillis(1);

    /** How many versions are listed with the delay: with a query for each row a thousand of them take several seconds. */
    static final int MOST_FAR = 1_000;

    /** The first list is watched and not timed. Without the delay, where milliseconds matter, the faster one of two counts. */
    static Measured of(Listing listing, Server server) throws SQLException {
        DataSource pool = server.dataSource();
        Optional<FaultProxy> proxy = server.proxy();
        int queries;
        List<Finding> findings;
        try (WatchScope watch = Watch.of().scope("list versions")) {
            Timing.of(listing, Watch.watched(pool), Integer.MAX_VALUE, Optional.empty());
            queries = watch.statements();
            findings = watch.findings();
        }
        Timing near = Timing.of(listing, pool, Integer.MAX_VALUE, proxy)
                .orFaster(Timing.of(listing, pool, Integer.MAX_VALUE, proxy));
        Optional<Timing> far = proxy.isEmpty() ? Optional.empty() : Optional.of(far(listing, pool, proxy.get()));
        return new Measured(listing, queries, findings, near, far);
    }

    private static Timing far(Listing listing, DataSource pool, FaultProxy proxy) throws SQLException {
        proxy.delay(DELAY.dividedBy(2));
        try {
            return Timing.of(listing, pool, MOST_FAR, Optional.of(proxy));
        } finally {
            proxy.delay(Duration.ZERO);
        }
    }
}
