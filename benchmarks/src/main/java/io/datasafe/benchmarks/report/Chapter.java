package io.datasafe.benchmarks.report;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * One benchmark class in the report: a heading, a sentence, a table for each group of parameters, and a chart.
 *
 * @param benchmark the simple name of the class
 * @param title the heading
 * @param intro what is measured
 * @param chart the name of the chart's file, without ending
 * @param axis what the chart's bars show
 * @param group what readers call a combination of parameters
 * @param relative whether the bars are multiples of bare JDBC's time, so that groups of different scale can be seen
 *     together
 * @param retries whether conflicts are retried: then commits are counted, and not time
 */
record Chapter(
        String benchmark,
        String title,
        String intro,
        String chart,
        String axis,
        Function<Measurement, String> group,
        boolean relative,
        boolean retries) {
    static final List<Chapter> ALL = List.of(
            new Chapter(
                    "EmptyTransactionBenchmark",
                    "The helper's own cost",
                    "An empty transaction on a connection that does nothing: CPU time and allocation that the helper adds to any transaction.",
                    "empty-transaction",
                    "ns per transaction (less is better)",
                    each -> each.param("pool").equals("none") ? "no pool" : "behind HikariCP",
                    false,
                    false),
            new Chapter(
                    "AfterCommitHookBenchmark",
                    "After-commit hooks",
                    "The same with a hook that runs after COMMIT.",
                    "after-commit-hook",
                    "ns per transaction (less is better)",
                    each -> each.param("hooks").equals("0") ? "no hook" : each.param("hooks") + " hook",
                    false,
                    false),
            new Chapter(
                    "CheckpointBenchmark",
                    "A checkpoint",
                    "`Transactions.outside(\"..\")` outside of a transaction, and Spring's `isActualTransactionActive()` for the same end.",
                    "checkpoint",
                    "ns per call (less is better)",
                    each -> "outside of a transaction",
                    false,
                    false),
            new Chapter(
                    "PlainTransactionBenchmark",
                    "A plain transaction",
                    "One statement in a transaction at the default isolation level, on PostgreSQL.",
                    "plain-transaction",
                    "time, × bare JDBC (less is better)",
                    Chapter::network,
                    true,
                    false),
            new Chapter(
                    "SerializableTransactionBenchmark",
                    "A serializable transaction",
                    "The same with SERIALIZABLE asked for where the transaction begins.",
                    "serializable-transaction",
                    "time, × bare JDBC (less is better)",
                    Chapter::network,
                    true,
                    false),
            new Chapter(
                    "SafeTransactionBenchmark",
                    "A safe transaction",
                    "SERIALIZABLE, a statement timeout, a lock timeout, a tenant, and resolvable: all in one prologue. JDBC with 3 × SET LOCAL does"
                            + " the same but the last; Spring and JDBI are asked for SERIALIZABLE alone.",
                    "safe-transaction",
                    "time, × bare JDBC with a prologue written by hand (less is better)",
                    Chapter::network,
                    true,
                    false),
            new Chapter(
                    "ResolvableTransactionBenchmark",
                    "A resolvable transaction",
                    "What it costs to be able to resolve a lost COMMIT, where nothing else needs a prologue.",
                    "resolvable-transaction",
                    "time, × bare JDBC (less is better)",
                    Chapter::network,
                    true,
                    false),
            new Chapter(
                    "OnceBenchmark",
                    "Exactly once",
                    "A marker, one statement and its stored result in one transaction. Bare JDBC does the same by hand, and leaves a lost COMMIT to"
                            + " its caller.",
                    "once",
                    "time, × bare JDBC (less is better)",
                    Chapter::network,
                    true,
                    false),
            new Chapter(
                    "OutboxBenchmark",
                    "A message for the outbox",
                    "One statement and one message in one transaction. datasafe sends the message with COMMIT; the others insert it by a statement"
                            + " of its own.",
                    "outbox",
                    "time, × bare JDBC (less is better)",
                    Chapter::network,
                    true,
                    false),
            new Chapter(
                    "HotRowsBenchmark",
                    "Conflicts on hot rows",
                    "8 threads move money among 8 rows at SERIALIZABLE; each peer runs conflicting transactions again in its own way.",
                    "hot-rows",
                    "commits per second (more is better)",
                    each -> each.param("retry").equals("defaults")
                            ? "each library's defaults"
                            : "each told to go on for 3 s",
                    false,
                    true));

    Set<String> groups(Results results) {
        Set<String> groups = new LinkedHashSet<>();
        results.of(benchmark).forEach(each -> groups.add(group.apply(each)));
        return groups;
    }

    List<Measurement> inGroup(Results results, String name) {
        return results.of(benchmark).stream()
                .filter(each -> group.apply(each).equals(name))
                .sorted((a, b) -> Peer.of(a).compareTo(Peer.of(b)))
                .toList();
    }

    /** What a bar of the chart, and the score of the table, is. */
    double score(Measurement measurement) {
        return retries ? measurement.metric("commits") : measurement.median();
    }

    /** The same with its quartiles. */
    Range range(Measurement measurement) {
        return retries ? measurement.range("commits") : measurement.time();
    }

    private static String network(Measurement each) {
        String statement = each.param("statement").equals("select") ? "" : "insert, ";
        return statement + (each.param("delay").equals("0") ? "loopback" : "network + " + each.param("delay") + " ms");
    }
}
