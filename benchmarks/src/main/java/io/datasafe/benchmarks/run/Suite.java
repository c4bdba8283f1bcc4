package io.datasafe.benchmarks.run;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The named sets of benchmarks.
 *
 * @since 0.1
 */
@SuppressWarnings("ImmutableEnumChecker") // The lists are List.of.
public enum Suite {
    /** Transactions, in about 20 minutes; what it finds is published in {@code docs/benchmarks.md}. */
    TRANSACTIONS(
            true,
            List.of(
                    new Step("EmptyTransactionBenchmark", Map.of("pool", of("none"))),
                    new Step("EmptyTransactionBenchmark", Map.of("pool", of("hikari"))),
                    new Step("AfterCommitHookBenchmark", Map.of("pool", of("none"))),
                    new Step("CheckpointBenchmark", Map.of()),
                    new Step("PlainTransactionBenchmark", postgres("0", "select")),
                    new Step("PlainTransactionBenchmark", postgres("0", "insert")),
                    new Step("SerializableTransactionBenchmark", postgres("0", "select")),
                    new Step("SafeTransactionBenchmark", postgres("0", "select")),
                    new Step("ResolvableTransactionBenchmark", postgres("0", "insert")),
                    new Step("OnceBenchmark", postgres("0", "insert")),
                    new Step("OutboxBenchmark", postgres("0", "insert")),
                    new Step("HotRowsBenchmark", Map.of()),
                    new Step("PlainTransactionBenchmark", postgres("1", "select")),
                    new Step("SerializableTransactionBenchmark", postgres("1", "select")),
                    new Step("SafeTransactionBenchmark", postgres("0.5", "select")),
                    new Step("SafeTransactionBenchmark", postgres("1", "select")),
                    new Step("ResolvableTransactionBenchmark", postgres("1", "insert")),
                    new Step("OnceBenchmark", postgres("1", "insert")),
                    new Step("OutboxBenchmark", postgres("1", "insert")))),

    /** Loaders, in about 40 minutes; what it finds is published in {@code docs/benchmarks.md}. */
    LOADERS(
            true,
            List.of(
                    new Step("EngineBenchmark", Map.of()),
                    new Step("AuthorOfEachBenchmark", library("0", "1", "100", "1000")),
                    new Step("BooksOfEachBenchmark", library("0", "1", "100", "1000")),
                    new Step("PageBenchmark", library("0", "1000")),
                    new Step("ChainBenchmark", library("0", "1000")),
                    new Step("NewestOfEachBenchmark", Map.of()),
                    new Step("AuthorOfEachBenchmark", library("0.5", "100")),
                    new Step("BooksOfEachBenchmark", library("0.5", "1", "100", "1000")),
                    new Step("PageBenchmark", library("0.5", "1000")),
                    new Step("AuthorOfEachBenchmark", library("2", "100")),
                    new Step("BooksOfEachBenchmark", library("2", "100")),
                    new Step("PageBenchmark", library("2", "1000")))),

    /** Trees and graphs, in about 30 minutes; what it finds is published in {@code docs/benchmarks.md}. */
    TREES(
            true,
            List.of(
                    new Step("SubtreeBenchmark", subtree("0", "11", "1111")),
                    new Step("LargeSubtreeBenchmark", subtree("0", "111111")),
                    new Step("LongChainBenchmark", Map.of("delay", of("0"))),
                    new Step("AncestorsBenchmark", Map.of("delay", of("0"))),
                    new Step("FanBenchmark", Map.of()),
                    new Step("ShortestPathBenchmark", Map.of()),
                    new Step("PartsBenchmark", Map.of()),
                    new Step("CycleGuardBenchmark", Map.of()),
                    new Step("MoveBenchmark", Map.of("depth", of("5"))),
                    new Step("SubtreeBenchmark", subtree("0.5", "11", "1111")),
                    new Step("LongChainBenchmark", Map.of("delay", of("0.5"))),
                    new Step("AncestorsBenchmark", Map.of("delay", of("0.5"))))),

    /**
     * The watch and the calls through our objects, in about 12 minutes; what it finds is published in {@code
     * docs/benchmarks.md}.
     */
    WATCH(true, List.of(new Step("WatchBenchmark", Map.of()), new Step("JdbcCallBenchmark", Map.of()))),

    /**
     * Each benchmark once, of trees some, in little more than two minutes: shows that a run and its report work. Its
     * figures mean nothing.
     */
    SMOKE(
            false,
            List.of(
                    new Step("EmptyTransactionBenchmark", Map.of("pool", of("none"))),
                    new Step("AfterCommitHookBenchmark", Map.of("pool", of("none"))),
                    new Step("CheckpointBenchmark", Map.of()),
                    new Step("PlainTransactionBenchmark", postgres("0", "select")),
                    new Step("SerializableTransactionBenchmark", postgres("0", "select")),
                    new Step("SafeTransactionBenchmark", postgres("0", "select")),
                    new Step("ResolvableTransactionBenchmark", postgres("0", "insert")),
                    new Step("OnceBenchmark", postgres("0", "insert")),
                    new Step("OutboxBenchmark", postgres("0", "insert")),
                    new Step("HotRowsBenchmark", Map.of("retry", of("within3s"))),
                    new Step("EngineBenchmark", Map.of()),
                    new Step("AuthorOfEachBenchmark", library("0", "100")),
                    new Step("BooksOfEachBenchmark", library("0", "100")),
                    new Step("PageBenchmark", library("0", "100")),
                    new Step("ChainBenchmark", library("0", "1000")),
                    new Step("NewestOfEachBenchmark", Map.of()),
                    new Step("SubtreeBenchmark", forest("0", "11")),
                    new Step("ShortestPathBenchmark", roads("1000", "5")),
                    new Step("MoveBenchmark", Map.of("depth", of("4"))),
                    new Step("WatchBenchmark", Map.of("rows", of("20"), "columns", of("8"))),
                    new Step("JdbcCallBenchmark", Map.of())));

    private final boolean published;
    private final List<Step> steps;

    /**
     * A suite.
     *
     * @param published whether its results belong into the documentation; else each benchmark runs once, for a moment
     * @param steps what runs
     */
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
}
