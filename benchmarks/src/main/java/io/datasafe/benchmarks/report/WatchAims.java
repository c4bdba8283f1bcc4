package io.datasafe.benchmarks.report;

import static io.datasafe.benchmarks.report.Aim.atMost;

import java.util.List;
import java.util.Map;

/** The aims of the watch: not to be noticed beside a query, which takes 30 microseconds at the least. */
final class WatchAims {
    static final List<Aim> ALL = List.of(
            atMost(50, " ns", "Watched, outside of a scope: time added to a statement", r -> added(r, "outside")),
            atMost(
                    300,
                    " ns",
                    "Watched, different statements in a scope: time added to each (1 % of 30 µs)",
                    r -> added(r, "different")));

    private WatchAims() {}

    private static Range added(Results results, String use) {
        return time(results, Peer.DATASAFE, use).less(time(results, Peer.BARE_JDBC, use));
    }

    private static Range time(Results results, Peer peer, String use) {
        return results.find("WatchBenchmark", peer.method(), Map.of("use", use))
                .map(Measurement::time)
                .orElse(Range.NONE);
    }
}
