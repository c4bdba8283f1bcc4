package io.datasafe.benchmarks.report;

import java.util.List;

/** The chapter of a run that measured the watch. */
final class WatchChapters {
    static final List<Chapter> ALL = List.of(new Chapter(
            "WatchBenchmark",
            "A watched statement",
            "What it costs to be seen: a query of one row on a connection that does nothing, from preparing to closing. datasource-proxy has a listener"
                    + " that counts, and no scopes.",
            "watch-statement",
            "ns per statement (less is better)",
            each -> switch (each.param("use")) {
                case "outside" -> "outside of a scope";
                case "different" -> "100 different statements in a scope";
                default -> "100 times the same statement in a scope";
            },
            false,
            false));

    private WatchChapters() {}
}
