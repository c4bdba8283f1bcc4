package io.datasafe.benchmarks.faults;

import java.io.PrintStream;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A run: how many transfers meet a fault of COMMIT, in how many failovers and outages, with how many threads. The same
 * transfers with the same faults are given to all contenders.
 *
 * @param seed what the transfers are drawn with
 * @param transfers how many each contender has to do, those in failovers and outages included
 * @param failovers how many times a replica takes the place of the primary, with 10 transfers of each contender in
 *     flight
 * @param outages how many times a server is away for longer than anybody waits, with 10 transfers of each contender in
 *     flight
 * @param workers how many threads do the others
 * @since 0.1
 */
public record Campaign(long seed, int transfers, int failovers, int outages, int workers) {
    /** 10,000 transfers, 500 of them in 50 failovers and 50 in 5 outages. */
    public static final Campaign FULL = new Campaign(20_261_121, 10_000, 50, 5, 8);

    /** 160 transfers, 10 of them in a failover and 10 in an outage: shows that all of it works. */
    public static final Campaign SHORT = new Campaign(20_261_121, 160, 1, 1, 8);

    private static final int STEP = 500;
    private static final int INTERRUPTIONS_AT_A_TIME = 4;

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
        int commits = transfers - (failovers + outages) * Plan.INTERRUPTED;
        AtomicInteger done = new AtomicInteger();
        CommitFaults.run(plan.commits(commits, workers), scores, () -> {
            int count = done.incrementAndGet();
            if (count % STEP == 0) {
                out.println(count + " of " + commits + " transfers");
            }
        });
        interrupt(plan, scores, out);
        return new FaultResults(seed, transfers, failovers, outages, workers, scores.standings());
    }

    /** Several at a time: they are mostly waiting. */
    private void interrupt(Plan plan, Scores scores, PrintStream out) throws Exception {
        Queue<Callable<String>> waiting = new ConcurrentLinkedQueue<>();
        for (int i = 1; i <= outages; i++) {
            List<Transfer> share = plan.outage();
            String done = "outage " + i + " of " + outages;
            waiting.add(() -> {
                Outage.run(share, scores);
                return done;
            });
        }
        for (int i = 1; i <= failovers; i++) {
            List<Transfer> share = plan.failover();
            String done = "failover " + i + " of " + failovers;
            waiting.add(() -> {
                Failover.run(share, scores);
                return done;
            });
        }
        try (Workers<Integer> lanes = new Workers<>()) {
            for (int lane = 0; lane < INTERRUPTIONS_AT_A_TIME; lane++) {
                lanes.start(() -> {
                    int count = 0;
                    for (Callable<String> next = waiting.poll(); next != null; next = waiting.poll()) {
                        out.println(next.call());
                        count++;
                    }
                    return count;
                });
            }
            lanes.results();
        }
    }
}
