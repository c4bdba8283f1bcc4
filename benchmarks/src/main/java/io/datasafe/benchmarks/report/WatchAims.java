package io.datasafe.benchmarks.report;

import static io.datasafe.benchmarks.report.Aim.atMost;

import java.util.List;

/** The aims of the watch: not to be noticed beside a query, which takes 30 microseconds at the least. */
final class WatchAims {
    static final List<Aim> ALL = List.of(
            atMost(
                    50,
                    " ns",
                    "Watched, outside of a scope: time added to a statement",
                    r -> added(r, "outside", "1", "1")),
            atMost(
                    300,
                    " ns",
                    "Watched, different statements in a scope, 1 × 1: time added to each (1 % of 30 µs)",
                    r -> added(r, "different", "1", "1")),
            atMost(
                    300,
                    " ns",
                    "Watched, different statements in a scope, 20 × 8: time added to each",
                    r -> added(r, "different", "20", "8")));

    private WatchAims() {}

    private static Range added(Results results, String use, String rows, String columns) {
        return time(results, Peer.DATASAFE, use, rows, columns).less(time(results, Peer.BARE_JDBC, use, rows, columns));
    }

    /** Results from before rows and columns were parameters are of one row of one column. */
    private static Range time(Results results, Peer peer, String use, String rows, String columns) {
        return results.of("WatchBenchmark").stream()
                .filter(each ->
                        each.peer().equals(peer.method()) && each.param("use").equals(use))
                .filter(each -> each.params().getOrDefault("rows", "1").equals(rows))
                .filter(each -> each.params().getOrDefault("columns", "1").equals(columns))
                .map(Measurement::time)
                .findFirst()
                .orElse(Range.NONE);
    }
}
