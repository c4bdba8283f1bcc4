package io.datasafe.benchmarks.faults;

import static io.datasafe.benchmarks.faults.FaultKind.FAILOVER_ACKNOWLEDGED;
import static io.datasafe.benchmarks.faults.FaultKind.FAILOVER_MISSED;
import static io.datasafe.benchmarks.faults.FaultKind.FAILOVER_REPLICATED;
import static io.datasafe.benchmarks.faults.FaultKind.OUTAGE_COMMITTED;
import static io.datasafe.benchmarks.faults.FaultKind.OUTAGE_ROLLED_BACK;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** The transfers of a run: the same for each contender, and for each run of the same seed. */
final class Plan {
    /** What each of the workers has for itself: two transfers of different workers never wait for each other. */
    static final int ACCOUNTS_OF_A_WORKER = 8;

    private static final int MOST = 100;
    private static final List<FaultKind> AT_COMMIT = Arrays.stream(FaultKind.values())
            .filter(each -> !each.isFailover() && !each.isOutage())
            .toList();
    private static final List<FaultKind> IN_A_FAILOVER =
            mix(Map.of(FAILOVER_REPLICATED, 4, FAILOVER_MISSED, 5, FAILOVER_ACKNOWLEDGED, 1));
    private static final List<FaultKind> IN_AN_OUTAGE = mix(Map.of(OUTAGE_COMMITTED, 5, OUTAGE_ROLLED_BACK, 5));

    /** How many transfers of each contender a failover or an outage interrupts. */
    static final int INTERRUPTED = 10;

    private final Random random;
    private long operations;

    Plan(long seed) {
        random = new Random(seed);
    }

    /** Transfers that meet the faults of COMMIT one after the other, and each worker's share of them. */
    List<List<Transfer>> commits(int count, int workers) {
        List<List<Transfer>> shares = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            shares.add(new ArrayList<>());
        }
        for (int i = 0; i < count; i++) {
            // Each worker meets all kinds, whatever the number of workers is.
            int worker = i / AT_COMMIT.size() % workers;
            shares.get(worker).add(transfer(worker, AT_COMMIT.get(i % AT_COMMIT.size())));
        }
        return shares;
    }

    /** The transfers of one failover. */
    List<Transfer> failover() {
        return one(IN_A_FAILOVER);
    }

    /** The transfers of one outage. */
    List<Transfer> outage() {
        return one(IN_AN_OUTAGE);
    }

    private List<Transfer> one(List<FaultKind> faults) {
        List<Transfer> transfers = new ArrayList<>();
        for (int i = 0; i < faults.size(); i++) {
            transfers.add(transfer(i, faults.get(i)));
        }
        return transfers;
    }

    private static List<FaultKind> mix(Map<FaultKind, Integer> parts) {
        List<FaultKind> faults = new ArrayList<>();
        new TreeMap<>(parts).forEach((fault, count) -> faults.addAll(Collections.nCopies(count, fault)));
        return List.copyOf(faults);
    }

    private Transfer transfer(int worker, FaultKind fault) {
        int first = worker * ACCOUNTS_OF_A_WORKER + 1;
        int from = random.nextInt(ACCOUNTS_OF_A_WORKER);
        int to = (from + 1 + random.nextInt(ACCOUNTS_OF_A_WORKER - 1)) % ACCOUNTS_OF_A_WORKER;
        return new Transfer(
                ++operations, first + from, first + to, 1 + random.nextInt(MOST), fault, random.nextDouble());
    }
}
