package io.datasafe.benchmarks.report;

import java.util.List;
import java.util.function.Function;

/** The chapters of a run that measured trees and graphs. */
final class TreeChapters {
    static final List<Chapter> ALL = List.of(
            chapter(
                    "SubtreeBenchmark",
                    "A subtree",
                    "All nodes below one of a tree of 1,111,111, with their depths. Bare JDBC is one recursive query, written by hand as the planner needs it.",
                    "tree-subtree",
                    TreeChapters::nodes),
            chapter(
                    "LargeSubtreeBenchmark",
                    "A large subtree",
                    "The same for a tenth of the tree: what is stored beside the parents pays, and so do few queries with large answers.",
                    "tree-large-subtree",
                    TreeChapters::nodes),
            chapter(
                    "LongChainBenchmark",
                    "A long chain",
                    "1,000 nodes, one below the other.",
                    "tree-chain",
                    each -> "1,000 levels" + network(each)),
            chapter(
                    "AncestorsBenchmark",
                    "Ancestors of many",
                    "The six nodes above each of 100 leaves.",
                    "tree-ancestors",
                    each -> "100 leaves" + network(each)),
            chapter(
                    "FanBenchmark",
                    "Leaves where the planner expects children",
                    "What is below four leaves of a tree of 1,001,001 nodes with 1,000 children each: nothing.",
                    "tree-fan",
                    each -> "4 leaves, loopback"),
            chapter(
                    "CycleGuardBenchmark",
                    "The guard against loops",
                    "100 chains of 1,000 nodes, read so that a loop would end the query and not the server.",
                    "tree-guard",
                    each -> "100 × 1,000 nodes, loopback"),
            chapter(
                    "PartsBenchmark",
                    "A bill of materials",
                    "How many of each part are needed, where each assembly is reached on two ways from the one above.",
                    "tree-parts",
                    each -> each.param("diamonds") + " diamonds, loopback"),
            chapter(
                    "ShortestPathBenchmark",
                    "A shortest path",
                    "Between two of 100,000 vertices with 400,000 random edges.",
                    "tree-path",
                    each -> each.param("hops") + " edges, loopback"),
            chapter(
                    "MoveBenchmark",
                    "Moves by eight at once",
                    "Eight threads move ten subtrees of 1,111 nodes in a tree of 111,111; one move in four goes below another that moves too. Time is that of a"
                            + " thread, waits for its turn included; loops made are those that moves have found themselves in.",
                    "tree-move",
                    each -> "8 threads, loopback"));

    private TreeChapters() {}

    private static Chapter chapter(
            String benchmark, String title, String intro, String chart, Function<Measurement, String> group) {
        return new Chapter(benchmark, title, intro, chart, "time, × bare JDBC (less is better)", group, true, false);
    }

    private static String nodes(Measurement each) {
        return Figures.whole(Double.parseDouble(each.param("nodes"))) + " nodes" + network(each);
    }

    private static String network(Measurement each) {
        String delay = each.param("delay");
        return delay.equals("0") ? ", loopback" : ", network + " + delay + " ms";
    }
}
