package io.datasafe.benchmarks.report;

import static io.datasafe.benchmarks.report.Aim.atLeast;
import static io.datasafe.benchmarks.report.Aim.atMost;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The aims of loaders. */
final class LoadAims {
    private static final String ENGINE = "EngineBenchmark";
    private static final String ONE = "AuthorOfEachBenchmark";
    private static final String MANY = "BooksOfEachBenchmark";
    private static final String PAGE = "PageBenchmark";
    private static final String CHAIN = "ChainBenchmark";
    private static final String NEWEST = "NewestOfEachBenchmark";
    private static final Map<String, String> ALONE = Map.of();
    private static final Map<String, String> NEAR = Map.of("delay", "0", "keys", "100");
    private static final Map<String, String> FAR = Map.of("delay", "0.5", "keys", "100");
    private static final Map<String, String> LARGE = Map.of("delay", "0", "keys", "1000");
    private static final Map<String, String> SINGLE = Map.of("delay", "0", "keys", "1");

    static final List<Aim> ALL = all();

    private LoadAims() {}

    private static List<Aim> all() {
        List<Aim> aims = new ArrayList<>();
        engine(aims);
        relation(aims, ONE, "One");
        relation(aims, MANY, "Many");
        aims.add(atMost(
                1.1, "", "Many, 100 keys, loopback: time, × MULTISET", r -> times(r, MANY, NEAR, Peer.MULTISET)));
        aims.add(atMost(
                1.1,
                "",
                "Many, 100 keys, network + 0.5 ms: time, × MULTISET",
                r -> times(r, MANY, FAR, Peer.MULTISET)));
        aims.add(atMost(
                2, "", "Page of 1,000: round trips", r -> of(r, PAGE, Peer.DATASAFE_JOOQ, LARGE, LoadAims::trips)));
        aims.add(atMost(
                0.7, "", "Page of 1,000, loopback: time, × Hibernate", r -> times(r, PAGE, LARGE, Peer.HIBERNATE)));
        aims.add(atMost(0.7, "", "Page of 1,000, loopback: time, × Ebean", r -> times(r, PAGE, LARGE, Peer.EBEAN)));
        aims.add(atMost(
                2,
                "",
                "Two levels, map(..): round trips",
                r -> of(r, CHAIN, Peer.DATASAFE_MAP, LARGE, LoadAims::trips)));
        aims.add(atMost(
                1.5,
                "",
                "Two levels, map(..): time, × related(..).then(..)",
                r -> ratio(r, CHAIN, LARGE, Peer.DATASAFE_MAP, Peer.DATASAFE, Measurement::time)));
        aims.add(atLeast(
                20, "", "Three newest: row_number()'s time, × ours", r -> slower(r, NEWEST, ALONE, Peer.ROW_NUMBER)));
        aims.add(atLeast(
                20, "", "Three newest: time of reading all, × ours", r -> slower(r, NEWEST, ALONE, Peer.LOAD_ALL)));
        aims.add(atMost(
                0.05,
                "",
                "Three newest: pages read, × row_number()",
                r -> ratio(r, NEWEST, ALONE, Peer.DATASAFE_JOOQ, Peer.ROW_NUMBER, each -> each.range("buffers"))));
        return List.copyOf(aims);
    }

    private static void engine(List<Aim> aims) {
        aims.add(atMost(
                100, " ns", "A key's own cost: time", r -> of(r, ENGINE, Peer.DATASAFE, ALONE, Measurement::time)));
        for (Peer ours : List.of(Peer.DATASAFE, Peer.DATASAFE_LOAD)) {
            String how = "A key's own cost, " + (ours == Peer.DATASAFE ? "related(..)" : "load(..)") + ": ";
            aims.add(atMost(
                    0.5,
                    "",
                    how + "time, × java-dataloader",
                    r -> ratio(r, ENGINE, ALONE, ours, Peer.JAVA_DATALOADER, Measurement::time)));
            aims.add(atMost(
                    0.5,
                    "",
                    how + "allocation, × java-dataloader",
                    r -> ratio(r, ENGINE, ALONE, ours, Peer.JAVA_DATALOADER, LoadAims::bytes)));
        }
    }

    private static void relation(List<Aim> aims, String benchmark, String name) {
        aims.add(atMost(
                1,
                "",
                name + ", 100 keys: round trips",
                r -> of(r, benchmark, Peer.DATASAFE_JOOQ, NEAR, LoadAims::trips)));
        for (boolean far : new boolean[] {false, true}) {
            Map<String, String> where = far ? FAR : NEAR;
            double limit = far ? 1.02 : 1.1;
            String title = name + ", 100 keys, " + (far ? "network + 0.5 ms" : "loopback") + ": ";
            aims.add(atMost(
                    limit,
                    "",
                    title + "time, × bare JDBC",
                    r -> ratio(r, benchmark, where, Peer.DATASAFE, Peer.BARE_JDBC, Measurement::time)));
            aims.add(atMost(
                    limit,
                    "",
                    title + "time on jOOQ, × jOOQ by hand",
                    r -> times(r, benchmark, where, Peer.JOOQ_BY_HAND)));
            aims.add(atLeast(
                    far ? 50 : 15,
                    "",
                    title + "the loop's time, × ours",
                    r -> slower(r, benchmark, where, Peer.JOOQ_LOOP)));
        }
        aims.add(atMost(
                10,
                " µs",
                name + ", 1 key, loopback: time on jOOQ, added to a plain query",
                r -> of(r, benchmark, Peer.DATASAFE_JOOQ, SINGLE, Measurement::time)
                        .less(of(r, benchmark, Peer.JOOQ_LOOP, SINGLE, Measurement::time))));
    }

    /** Our time on jOOQ as a multiple of another's. */
    private static Range times(Results results, String benchmark, Map<String, String> params, Peer other) {
        return ratio(results, benchmark, params, Peer.DATASAFE_JOOQ, other, Measurement::time);
    }

    /** Another's time as a multiple of ours on jOOQ. */
    private static Range slower(Results results, String benchmark, Map<String, String> params, Peer other) {
        return ratio(results, benchmark, params, other, Peer.DATASAFE_JOOQ, Measurement::time);
    }

    private static Range ratio(
            Results results,
            String benchmark,
            Map<String, String> params,
            Peer one,
            Peer other,
            Function<Measurement, Range> figure) {
        return of(results, benchmark, one, params, figure).over(of(results, benchmark, other, params, figure));
    }

    private static Range of(
            Results results,
            String benchmark,
            Peer peer,
            Map<String, String> params,
            Function<Measurement, Range> figure) {
        return results.find(benchmark, peer.method(), params).map(figure).orElse(Range.NONE);
    }

    private static Range bytes(Measurement each) {
        return each.range("gc.alloc.rate.norm");
    }

    private static Range trips(Measurement each) {
        return each.range("roundTrips");
    }
}
