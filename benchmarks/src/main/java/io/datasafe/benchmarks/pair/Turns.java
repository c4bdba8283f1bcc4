package io.datasafe.benchmarks.pair;

import java.util.ArrayList;
import java.util.List;

/** Runs the two sides of a pair in turn: A B, B A, A B, .. */
final class Turns {
    /** The longest warm-up, in blocks of each side. */
    private static final int LONGEST = 400;

    private final Side ours;
    private final Side peer;
    private final boolean moreIsBetter;

    Turns(Side ours, Side peer, boolean moreIsBetter) {
        this.ours = ours;
        this.peer = peer;
        this.moreIsBetter = moreIsBetter;
    }

    /** Warms up until both have stopped falling, and then measures so many blocks of each. */
    ForkBlocks run(int blocks) throws Exception {
        List<Double> warmUpOurs = new ArrayList<>();
        List<Double> warmUpPeer = new ArrayList<>();
        while (warmUpOurs.size() < LONGEST && !(hasSettled(warmUpOurs) && hasSettled(warmUpPeer))) {
            turn(warmUpOurs, warmUpPeer);
        }
        boolean settled = hasSettled(warmUpOurs) && hasSettled(warmUpPeer);
        List<Double> measuredOurs = new ArrayList<>();
        List<Double> measuredPeer = new ArrayList<>();
        while (measuredOurs.size() < blocks) {
            turn(measuredOurs, measuredPeer);
        }
        return new ForkBlocks(warmUpOurs.size(), settled, warmUpOurs, warmUpPeer, measuredOurs, measuredPeer);
    }

    private void turn(List<Double> oursSoFar, List<Double> peerSoFar) throws Exception {
        if (oursSoFar.size() % 2 == 0) {
            oursSoFar.add(ours.block());
            peerSoFar.add(peer.block());
        } else {
            peerSoFar.add(peer.block());
            oursSoFar.add(ours.block());
        }
    }

    private boolean hasSettled(List<Double> figures) {
        return Settling.isOver(
                moreIsBetter ? figures.stream().map(rate -> 1 / rate).toList() : figures);
    }
}
