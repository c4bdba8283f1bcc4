package io.datasafe.benchmarks.run;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * The named sets of benchmarks.
 *
 * @since 0.1
 */
@SuppressWarnings("ImmutableEnumChecker") // The lists are List.of.
public enum Suite {
    /** Transactions, in about 11 minutes; what it finds is published in {@code docs/benchmarks.md}. */
    TRANSACTIONS(
            true,
            List.of(
                    new Step("EmptyTransactionBenchmark", Map.of("pool", of("none")), 3, millis(250), 4, 5),
                    new Step("EmptyTransactionBenchmark", Map.of("pool", of("hikari")), 2, millis(250), 4, 5),
                    new Step("AfterCommitHookBenchmark", Map.of("pool", of("none")), 3, millis(250), 4, 5),
                    new Step("CheckpointBenchmark", Map.of(), 2, millis(200), 3, 5),
                    new Step("PlainTransactionBenchmark", postgres("0", "select"), 4, millis(400), 2, 4),
                    new Step("PlainTransactionBenchmark", postgres("0", "insert"), 2, millis(400), 2, 4),
                    new Step("SerializableTransactionBenchmark", postgres("0", "select"), 2, millis(400), 2, 4),
                    new Step("SafeTransactionBenchmark", postgres("0", "select"), 4, millis(400), 2, 4),
                    new Step("ResolvableTransactionBenchmark", postgres("0", "insert"), 3, millis(400), 2, 4),
                    new Step("OnceBenchmark", postgres("0", "insert"), 3, millis(400), 2, 4),
                    new Step("OutboxBenchmark", postgres("0", "insert"), 3, millis(400), 2, 4),
                    new Step("HotRowsBenchmark", Map.of(), 2, millis(1600), 1, 2),
                    new Step("PlainTransactionBenchmark", postgres("1", "select"), 1, millis(400), 1, 4),
                    new Step("SerializableTransactionBenchmark", postgres("1", "select"), 1, millis(400), 1, 4),
                    new Step("SafeTransactionBenchmark", postgres("0.5", "select"), 1, millis(400), 1, 4),
                    new Step("SafeTransactionBenchmark", postgres("1", "select"), 1, millis(400), 1, 4),
                    new Step("ResolvableTransactionBenchmark", postgres("1", "insert"), 1, millis(400), 1, 4),
                    new Step("OnceBenchmark", postgres("1", "insert"), 1, millis(400), 1, 4),
                    new Step("OutboxBenchmark", postgres("1", "insert"), 1, millis(400), 1, 4))),

    /** Loaders, in about 13 minutes; what it finds is published in {@code docs/benchmarks.md}. */
    LOADERS(
            true,
            List.of(
                    new Step("EngineBenchmark", Map.of(), 3, millis(250), 4, 5),
                    new Step("AuthorOfEachBenchmark", library("0", "1", "100", "1000"), 2, millis(300), 2, 4),
                    new Step("BooksOfEachBenchmark", library("0", "1", "100", "1000"), 2, millis(300), 2, 4),
                    new Step("PageBenchmark", library("0", "1000"), 2, millis(400), 3, 4),
                    new Step("ChainBenchmark", library("0", "1000"), 3, millis(300), 2, 4),
                    new Step("NewestOfEachBenchmark", Map.of(), 1, millis(500), 1, 4),
                    new Step("AuthorOfEachBenchmark", library("0.5", "100"), 2, millis(400), 1, 4),
                    new Step("BooksOfEachBenchmark", library("0.5", "1", "100", "1000"), 1, millis(400), 1, 4),
                    new Step("PageBenchmark", library("0.5", "1000"), 1, millis(400), 2, 4),
                    new Step("AuthorOfEachBenchmark", library("2", "100"), 1, millis(400), 1, 4),
                    new Step("BooksOfEachBenchmark", library("2", "100"), 1, millis(400), 1, 4),
                    new Step("PageBenchmark", library("2", "1000"), 1, millis(400), 1, 4))),

    /** Trees and graphs, in about 11 minutes; what it finds is published in {@code docs/benchmarks.md}. */
    TREES(
            true,
            List.of(
                    new Step("SubtreeBenchmark", subtree("0", "11", "1111"), 2, millis(400), 3, 4),
                    new Step("LargeSubtreeBenchmark", subtree("0", "111111"), 2, millis(500), 2, 4),
                    new Step("LongChainBenchmark", Map.of("delay", of("0")), 2, millis(400), 3, 4),
                    new Step("AncestorsBenchmark", Map.of("delay", of("0")), 1, millis(400), 3, 4),
                    new Step("FanBenchmark", Map.of(), 2, millis(400), 3, 4),
                    new Step("ShortestPathBenchmark", Map.of(), 1, millis(500), 3, 4),
                    new Step("PartsBenchmark", Map.of(), 1, millis(500), 3, 4),
                    new Step("CycleGuardBenchmark", Map.of(), 1, millis(500), 1, 3),
                    new Step("MoveBenchmark", Map.of("depth", of("5")), 2, millis(1500), 3, 3),
                    new Step("SubtreeBenchmark", subtree("0.5", "11", "1111"), 2, millis(400), 2, 4),
                    new Step("LongChainBenchmark", Map.of("delay", of("0.5")), 1, millis(400), 1, 4),
                    new Step("AncestorsBenchmark", Map.of("delay", of("0.5")), 2, millis(400), 2, 4))),

    /** The watch, in about a minute and a half. */
    WATCH(false, List.of(new Step("WatchBenchmark", Map.of(), 3, millis(300), 4, 5))),

    /** Each benchmark once, of trees some, in little more than two minutes: shows that a run and its report work. Its figures mean nothing. */
    SMOKE(
            false,
            List.of(
                    new Step("EmptyTransactionBenchmark", Map.of("pool", of("none")), 1, millis(50), 0, 1),
                    new Step("AfterCommitHookBenchmark", Map.of("pool", of("none")), 1, millis(50), 0, 1),
                    new Step("CheckpointBenchmark", Map.of(), 1, millis(50), 0, 1),
                    new Step("PlainTransactionBenchmark", postgres("0", "select"), 1, millis(50), 0, 1),
                    new Step("SerializableTransactionBenchmark", postgres("0", "select"), 1, millis(50), 0, 1),
                    new Step("SafeTransactionBenchmark", postgres("0", "select"), 1, millis(50), 0, 1),
                    new Step("ResolvableTransactionBenchmark", postgres("0", "insert"), 1, millis(50), 0, 1),
                    new Step("OnceBenchmark", postgres("0", "insert"), 1, millis(50), 0, 1),
                    new Step("OutboxBenchmark", postgres("0", "insert"), 1, millis(50), 0, 1),
                    new Step("HotRowsBenchmark", Map.of("retry", of("within3s")), 1, millis(200), 0, 1),
                    new Step("EngineBenchmark", Map.of(), 1, millis(50), 0, 1),
                    new Step("AuthorOfEachBenchmark", library("0", "100"), 1, millis(50), 0, 1),
                    new Step("BooksOfEachBenchmark", library("0", "100"), 1, millis(50), 0, 1),
                    new Step("PageBenchmark", library("0", "100"), 1, millis(50), 0, 1),
                    new Step("ChainBenchmark", library("0", "1000"), 1, millis(50), 0, 1),
                    new Step("NewestOfEachBenchmark", Map.of(), 1, millis(50), 0, 1),
                    new Step("SubtreeBenchmark", forest("0", "11"), 1, millis(50), 0, 1),
                    new Step("ShortestPathBenchmark", roads("1000", "5"), 1, millis(50), 0, 1),
                    new Step("MoveBenchmark", Map.of("depth", of("4")), 1, millis(100), 0, 1),
                    new Step("WatchBenchmark", Map.of(), 1, millis(50), 0, 1)));

    private final boolean published;
    private final List<Step> steps;

    Suite(boolean published, List<Step> steps) {
        this.published = published;
        this.steps = steps;
    }

    /** {@return what is run, in this order, in each round} */
    public List<Step> steps() {
        return steps;
    }

    /** {@return whether its results belong into the documentation} */
    public boolean isPublished() {
        return published;
    }

    /** {@return the name on the command line} */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Suite named(String name) {
        return Arrays.stream(values())
                .filter(suite -> suite.title().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no suite \"" + name + "\"; there are "
                        + Arrays.stream(values()).map(Suite::title).toList() + " and "
                        + Arrays.stream(FaultSuite.values())
                                .map(FaultSuite::title)
                                .toList()));
    }

    private static Map<String, String[]> postgres(String delay, String statement) {
        return Map.of("delay", of(delay), "statement", of(statement));
    }

    private static Map<String, String[]> library(String delay, String... keys) {
        return Map.of("delay", of(delay), "keys", keys);
    }

    private static Map<String, String[]> subtree(String delay, String... nodes) {
        return Map.of("delay", of(delay), "nodes", nodes, "depth", of("6"));
    }

    private static Map<String, String[]> forest(String delay, String... nodes) {
        return Map.of("delay", of(delay), "nodes", nodes, "depth", of("4"));
    }

    private static Map<String, String[]> roads(String vertices, String hops) {
        return Map.of("vertices", of(vertices), "hops", of(hops));
    }

    private static String[] of(String... values) {
        return values;
    }

    private static TimeValue millis(long millis) {
        return TimeValue.milliseconds(millis);
    }
}
