package io.datasafe.benchmarks.report;

import static io.datasafe.benchmarks.report.Aim.atLeast;
import static io.datasafe.benchmarks.report.Aim.atMost;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** The aims of each capability. */
final class Aims {
    private static final String EMPTY = "EmptyTransactionBenchmark";
    private static final String HOOK = "AfterCommitHookBenchmark";
    private static final String PLAIN = "PlainTransactionBenchmark";
    private static final String STRICT = "SerializableTransactionBenchmark";
    private static final String HOT = "HotRowsBenchmark";
    private static final Map<String, String> ALONE = Map.of("pool", "none");
    private static final Map<String, String> NEAR = Map.of("delay", "0", "statement", "select");
    private static final Map<String, String> FAR = Map.of("delay", "1", "statement", "select");
    private static final Map<String, String> PATIENT = Map.of("retry", "within3s");

    static final List<Aim> ALL = List.of(
            atMost(250, " ns", "Empty transaction: time", r -> ours(r, EMPTY, ALONE, Measurement::median)),
            atMost(400, " B", "Empty transaction: allocation", r -> ours(r, EMPTY, ALONE, Aims::bytes)),
            atMost(0.65, "", "Empty transaction: time, × Spring", r -> times(r, EMPTY, ALONE, Peer.SPRING)),
            atMost(30, " ns", "One after-commit hook: time added", r -> added(r, Measurement::median)),
            atMost(64, " B", "One after-commit hook: allocation added", r -> added(r, Aims::bytes)),
            atMost(2, "", "Plain: round trips", r -> ours(r, PLAIN, NEAR, Aims::trips)),
            atMost(1.03, "", "Plain, loopback: time, × bare JDBC", r -> times(r, PLAIN, NEAR, Peer.BARE_JDBC)),
            atMost(3, "", "Serializable: round trips", r -> ours(r, STRICT, NEAR, Aims::trips)),
            atMost(0.6, "", "Serializable, loopback: time, × Spring", r -> times(r, STRICT, NEAR, Peer.SPRING)),
            atMost(0.6, "", "Serializable, network + 1 ms: time, × Spring", r -> times(r, STRICT, FAR, Peer.SPRING)),
            atMost(
                    0,
                    "",
                    "Hot rows, 3 s: conflicts that reached the caller",
                    r -> ours(r, HOT, PATIENT, Aims::surfaced)),
            atLeast(
                    1.2,
                    "",
                    "Hot rows, 3 s: commits, × best peer",
                    r -> ours(r, HOT, PATIENT, Aims::commits)
                            / rivals(r, Aims::commits).max().orElse(Double.NaN)),
            atMost(
                    1,
                    "",
                    "Hot rows, 3 s: attempts per commit, × best peer",
                    r -> ours(r, HOT, PATIENT, Aims::attempts)
                            / rivals(r, Aims::attempts).min().orElse(Double.NaN)));

    private Aims() {}

    private static double ours(
            Results results, String benchmark, Map<String, String> params, ToDoubleFunction<Measurement> figure) {
        return of(results, benchmark, Peer.DATASAFE, params, figure);
    }

    private static double times(Results results, String benchmark, Map<String, String> params, Peer peer) {
        return ours(results, benchmark, params, Measurement::median)
                / of(results, benchmark, peer, params, Measurement::median);
    }

    private static double added(Results results, ToDoubleFunction<Measurement> figure) {
        return ours(results, HOOK, Map.of("hooks", "1"), figure) - ours(results, HOOK, Map.of("hooks", "0"), figure);
    }

    private static DoubleStream rivals(Results results, ToDoubleFunction<Measurement> figure) {
        return results.of(HOT).stream()
                .filter(each -> each.params().entrySet().containsAll(PATIENT.entrySet()))
                .filter(each -> !Peer.of(each).isOurs())
                .mapToDouble(figure);
    }

    private static double of(
            Results results,
            String benchmark,
            Peer peer,
            Map<String, String> params,
            ToDoubleFunction<Measurement> figure) {
        return results.find(benchmark, peer.method(), params).stream()
                .mapToDouble(figure)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static double bytes(Measurement each) {
        return each.metric("gc.alloc.rate.norm");
    }

    private static double trips(Measurement each) {
        return each.metric("roundTrips");
    }

    private static double commits(Measurement each) {
        return each.metric("commits");
    }

    private static double surfaced(Measurement each) {
        return each.metric("surfaced");
    }

    private static double attempts(Measurement each) {
        return each.metric("attempts") / each.metric("commits");
    }
}
