package io.datasafe.benchmarks.report;

import static io.datasafe.benchmarks.report.Aim.atLeast;
import static io.datasafe.benchmarks.report.Aim.atMost;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The aims of each capability. */
final class Aims {
    private static final String EMPTY = "EmptyTransactionBenchmark";
    private static final String HOOK = "AfterCommitHookBenchmark";
    private static final String PLAIN = "PlainTransactionBenchmark";
    private static final String STRICT = "SerializableTransactionBenchmark";
    private static final String SAFE = "SafeTransactionBenchmark";
    private static final String INSURED = "ResolvableTransactionBenchmark";
    private static final String ONCE = "OnceBenchmark";
    private static final String OUTBOX = "OutboxBenchmark";
    private static final String CHECKPOINT = "CheckpointBenchmark";
    private static final String HOT = "HotRowsBenchmark";
    private static final Map<String, String> ALONE = Map.of("pool", "none");
    private static final Map<String, String> NEAR = Map.of("delay", "0", "statement", "select");
    private static final Map<String, String> STORING = Map.of("delay", "0", "statement", "insert");
    private static final Map<String, String> FAR = Map.of("delay", "1", "statement", "select");
    private static final Map<String, String> PATIENT = Map.of("retry", "within3s");
    private static final Comparator<Range> BY_MIDDLE = Comparator.comparingDouble(Range::middle);

    static final List<Aim> ALL = List.of(
            atMost(250, " ns", "Empty transaction: time", r -> ours(r, EMPTY, ALONE, Measurement::time)),
            atMost(400, " B", "Empty transaction: allocation", r -> ours(r, EMPTY, ALONE, Aims::bytes)),
            atMost(0.65, "", "Empty transaction: time, × Spring", r -> times(r, EMPTY, ALONE, Peer.SPRING)),
            atMost(30, " ns", "One after-commit hook: time added", r -> added(r, Measurement::time)),
            atMost(64, " B", "One after-commit hook: allocation added", r -> added(r, Aims::bytes)),
            atMost(5, " ns", "Checkpoint: time", r -> ours(r, CHECKPOINT, Map.of(), Measurement::time)),
            atMost(2, "", "Plain: round trips", r -> ours(r, PLAIN, NEAR, Aims::trips)),
            atMost(1.03, "", "Plain, loopback: time, × bare JDBC", r -> times(r, PLAIN, NEAR, Peer.BARE_JDBC)),
            atMost(3, "", "Serializable: round trips", r -> ours(r, STRICT, NEAR, Aims::trips)),
            atMost(0.6, "", "Serializable, loopback: time, × Spring", r -> times(r, STRICT, NEAR, Peer.SPRING)),
            atMost(0.6, "", "Serializable, network + 1 ms: time, × Spring", r -> times(r, STRICT, FAR, Peer.SPRING)),
            atMost(3, "", "Safe: round trips", r -> ours(r, SAFE, NEAR, Aims::trips)),
            atMost(0.6, "", "Safe, loopback: time, × Spring's serializable", r -> times(r, SAFE, NEAR, Peer.SPRING)),
            atMost(0.32, "", "Safe, loopback: time, × JDBI's serializable", r -> times(r, SAFE, NEAR, Peer.JDBI)),
            atMost(
                    0.6,
                    "",
                    "Safe, network + 1 ms: time, × Spring's serializable",
                    r -> times(r, SAFE, FAR, Peer.SPRING)),
            atMost(0.32, "", "Safe, network + 1 ms: time, × JDBI's serializable", r -> times(r, SAFE, FAR, Peer.JDBI)),
            atMost(
                    3,
                    "",
                    "Resolvable: round trips",
                    r -> of(r, INSURED, Peer.DATASAFE_RESOLVABLE, STORING, Aims::trips)),
            atMost(3, "", "Exactly once: round trips", r -> ours(r, ONCE, STORING, Aims::trips)),
            atMost(2, "", "Outbox: round trips", r -> ours(r, OUTBOX, STORING, Aims::trips)),
            atMost(0, "", "Hot rows, 3 s: conflicts that reached the caller", r -> hot(r, Aims::surfaced)),
            atLeast(
                    1.2,
                    "",
                    "Hot rows, 3 s: commits, × best peer",
                    r -> hot(r, Aims::commits)
                            .over(rivals(r, Aims::commits).max(BY_MIDDLE).orElse(Range.NONE))),
            atMost(
                    1,
                    "",
                    "Hot rows, 3 s: attempts per commit, × best peer",
                    r -> hot(r, Aims::attempts)
                            .over(rivals(r, Aims::attempts).min(BY_MIDDLE).orElse(Range.NONE))));

    private Aims() {}

    private static Range ours(
            Results results, String benchmark, Map<String, String> params, Function<Measurement, Range> figure) {
        return of(results, benchmark, Peer.DATASAFE, params, figure);
    }

    private static Range times(Results results, String benchmark, Map<String, String> params, Peer peer) {
        return ours(results, benchmark, params, Measurement::time)
                .over(of(results, benchmark, peer, params, Measurement::time));
    }

    private static Range added(Results results, Function<Measurement, Range> figure) {
        return ours(results, HOOK, Map.of("hooks", "1"), figure)
                .less(ours(results, HOOK, Map.of("hooks", "0"), figure));
    }

    private static Range hot(Results results, Function<Measurement, Range> figure) {
        return ours(results, HOT, PATIENT, figure);
    }

    private static Stream<Range> rivals(Results results, Function<Measurement, Range> figure) {
        return results.of(HOT).stream()
                .filter(each -> each.params().entrySet().containsAll(PATIENT.entrySet()))
                .filter(each -> !Peer.of(each).isOurs())
                .map(figure);
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

    private static Range commits(Measurement each) {
        return each.range("commits");
    }

    private static Range surfaced(Measurement each) {
        return each.range("surfaced");
    }

    /**
     * Attempts and commits of an iteration rise and fall together, so the medians are divided: their noise is not that
     * of the quotient.
     */
    private static Range attempts(Measurement each) {
        double attempts = each.metric("attempts") / each.metric("commits");
        return new Range(attempts, attempts, attempts);
    }
}
