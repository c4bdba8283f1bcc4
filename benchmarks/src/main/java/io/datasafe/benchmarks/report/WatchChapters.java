package io.datasafe.benchmarks.report;

import java.util.List;

/** The chapter of a run that measured the watch. */
final class WatchChapters {
    static final List<Chapter> ALL = List.of(
            new Chapter(
                    "WatchBenchmark",
                    "A watched statement",
                    "A query on a connection that does nothing, from preparing to closing. datasource-proxy has a listener that counts, and no scopes;"
                            + " it looks at no result.",
                    "watch-statement",
                    "ns per statement (less is better)",
                    WatchChapters::use,
                    false,
                    false),
            new Chapter(
                    "JdbcCallBenchmark",
                    "A JDBC call",
                    "A call through the objects that datasafe hands out, on a connection that does nothing.",
                    "jdbc-call",
                    "ns per call (less is better)",
                    each -> each.param("call").equals("getter")
                            ? "ResultSet.getLong"
                            : "a query: bound, sent, read, closed",
                    false,
                    false));

    private WatchChapters() {}

    private static String use(Measurement each) {
        String use = switch (each.param("use")) {
            case "outside" -> "outside of a scope";
            case "different" -> "100 different statements in a scope";
            default -> "100 times the same statement in a scope";
        };
        // Results from before rows and columns were parameters are of one row of one column.
        String rows = each.param("rows").isEmpty() ? "1" : each.param("rows");
        String columns = each.param("columns").isEmpty() ? "1" : each.param("columns");
        return use + ", " + rows + (rows.equals("1") ? " row of " : " rows of ") + columns
                + (columns.equals("1") ? " column" : " columns");
    }
}
