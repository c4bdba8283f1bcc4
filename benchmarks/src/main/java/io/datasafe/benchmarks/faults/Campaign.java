package io.datasafe.benchmarks.faults;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A run: how many transfers meet a fault of COMMIT, in how many failovers, with how many threads. The same transfers with the same faults are given to all
 * contenders.
 *
 * @param seed what the transfers are drawn with
 * @param transfers how many each contender has to do, those in the failovers included
 * @param failovers how many times a replica takes the place of the primary, with 10 transfers of each contender in flight
 * @param workers how many threads do the others
 * @since 0.1
 */
public record Campaign(long seed, int transfers, int failovers, int workers) {
    /** 10,000 transfers, 500 of them in 50 failovers, in about 8 minutes on two cores. */
    public static final Campaign FULL = new Campaign(20_261_121, 10_000, 50, 8);

    /** 300 transfers, 20 of them in 2 failovers: shows that all of it works, in a few seconds. */
    public static final Campaign SHORT = new Campaign(20_261_121, 300, 2, 8);

    private static final int STEP = 500;

    /**
     * Runs it, on servers of its own.
     *
     * @param out where to tell how far it is
     * @return what was counted
     * @throws Exception if a server cannot be started, or a contender throws what it should have answered
     */
    public FaultResults run(PrintStream out) throws Exception {
        Plan plan = new Plan(seed);
        Scores scores = new Scores();
        int commits = transfers - failovers * Plan.sizeOfFailover();
        List<List<Transfer>> shares = plan.commits(commits, workers);
        AtomicInteger done = new AtomicInteger();
        CommitFaults.run(shares, scores, () -> {
            if (done.incrementAndGet() % STEP == 0) {
                out.println(done + " of " + commits + " transfers");
            }
        });
        for (int i = 1; i <= failovers; i++) {
            Failover.run(plan.failover(), scores);
            out.println(i + " of " + failovers + " failovers");
        }
        return new FaultResults(seed, transfers, failovers, workers, scores.standings());
    }
}
