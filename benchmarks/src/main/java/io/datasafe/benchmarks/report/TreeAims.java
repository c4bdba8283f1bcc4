package io.datasafe.benchmarks.report;

import static io.datasafe.benchmarks.report.Aim.atLeast;
import static io.datasafe.benchmarks.report.Aim.atMost;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The aims of trees and graphs. */
final class TreeAims {
    private static final String SUBTREE = "SubtreeBenchmark";
    private static final String CHAIN = "LongChainBenchmark";
    private static final String ANCESTORS = "AncestorsBenchmark";
    private static final String FAN = "FanBenchmark";
    private static final String GUARD = "CycleGuardBenchmark";
    private static final String PARTS = "PartsBenchmark";
    private static final String PATH = "ShortestPathBenchmark";
    private static final String MOVE = "MoveBenchmark";
    private static final Map<String, String> ALONE = Map.of();
    private static final Map<String, String> NEAR = Map.of("delay", "0");
    private static final Map<String, String> FAR = Map.of("delay", "0.5");
    private static final Map<String, String> FEW = Map.of("delay", "0", "nodes", "11");
    private static final Map<String, String> MANY = Map.of("delay", "0", "nodes", "1111");
    private static final Map<String, String> FEW_FAR = Map.of("delay", "0.5", "nodes", "11");
    private static final Map<String, String> MANY_FAR = Map.of("delay", "0.5", "nodes", "1111");

    static final List<Aim> ALL = List.of(
            atMost(1, "", "Subtree of 1,111: round trips", r -> of(r, SUBTREE, Peer.DATASAFE, MANY, TreeAims::trips)),
            atMost(2.2, "", "Subtree of 11, loopback: time, × bare JDBC", r -> times(r, SUBTREE, FEW)),
            atMost(1.25, "", "Subtree of 1,111, loopback: time, × bare JDBC", r -> times(r, SUBTREE, MANY)),
            slower(2, "Subtree of 11, network + 0.5 ms: level by level", SUBTREE, FEW_FAR, Peer.JOOQ_LEVELS),
            slower(2, "Subtree of 1,111, network + 0.5 ms: level by level", SUBTREE, MANY_FAR, Peer.JOOQ_LEVELS),
            slower(20, "Subtree of 1,111, network + 0.5 ms: a query for each node", SUBTREE, MANY_FAR, Peer.JOOQ_LOOP),
            slower(15, "Chain of 1,000, loopback: level by level", CHAIN, NEAR, Peer.JOOQ_LEVELS),
            slower(300, "Chain of 1,000, network + 0.5 ms: level by level", CHAIN, FAR, Peer.JOOQ_LEVELS),
            slower(20, "Ancestors of 100, network + 0.5 ms: 100 calls of ours", ANCESTORS, FAR, Peer.DATASAFE_LOOP),
            slower(500, "Four leaves: jOOQ withRecursive and join", FAN, ALONE, Peer.JOOQ_RECURSIVE),
            slower(50, "100 chains of 1,000: CYCLE clause", GUARD, ALONE, Peer.CYCLE_CLAUSE),
            slower(10, "100 chains of 1,000: path array", GUARD, ALONE, Peer.PATH_ARRAY),
            slower(500, "Bill of materials: classic recursive CTE", PARTS, ALONE, Peer.CLASSIC_RECURSION),
            slower(100, "Path of 9 edges: path array", PATH, ALONE, Peer.PATH_ARRAY),
            slower(5, "Path of 9 edges: UNION and LIMIT 1", PATH, ALONE, Peer.UNION_FIRST),
            slower(10, "Moves by 8: ltree", MOVE, ALONE, Peer.LTREE),
            slower(10, "Moves by 8: closure table", MOVE, ALONE, Peer.CLOSURE_TABLE),
            atMost(0, "", "Moves by 8: loops made", r -> of(r, MOVE, Peer.DATASAFE, ALONE, TreeAims::cycles)));

    private TreeAims() {}

    /** Another's time as a multiple of ours. */
    private static Aim slower(double limit, String text, String benchmark, Map<String, String> params, Peer other) {
        return atLeast(
                limit,
                "",
                text + ": time, × ours",
                r -> of(r, benchmark, other, params, Measurement::time)
                        .over(of(r, benchmark, Peer.DATASAFE, params, Measurement::time)));
    }

    /** Our time as a multiple of the limit. */
    private static Range times(Results results, String benchmark, Map<String, String> params) {
        return of(results, benchmark, Peer.DATASAFE, params, Measurement::time)
                .over(of(results, benchmark, Peer.BARE_JDBC, params, Measurement::time));
    }

    private static Range of(
            Results results,
            String benchmark,
            Peer peer,
            Map<String, String> params,
            Function<Measurement, Range> figure) {
        return results.find(benchmark, peer.method(), params).map(figure).orElse(Range.NONE);
    }

    private static Range trips(Measurement each) {
        return each.range("roundTrips");
    }

    /** One loop is too many, so no median. */
    private static Range cycles(Measurement each) {
        double all = each.total("cycles");
        return new Range(all, all, all);
    }
}
