package io.datasafe.benchmarks.pair;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** Runs the two sides of a pair in turn: A B, B A, A B, .. */
final class Turns {
    /** The longest warm-up, in blocks of each side. */
    private static final int LONGEST = 160;

    /** A compiler that has worked for longer than this, in milliseconds, during the last blocks is not done. */
    private static final long COMPILING = 20;

    private final CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    private final Side ours;
    private final Side peer;
    private final Pair pair;

    Turns(Side ours, Side peer, Pair pair) {
        this.ours = ours;
        this.peer = peer;
        this.pair = pair;
    }

    /** Warms up until both have stopped falling and the compiler is quiet, and then measures so many blocks of each. */
    ForkBlocks run(int blocks) throws Exception {
        SideBlocks warmUpOurs = new SideBlocks();
        SideBlocks warmUpPeer = new SideBlocks();
        List<Long> compiled = new ArrayList<>();
        boolean settled = false;
        while (!settled && warmUpOurs.size() < LONGEST) {
            turn(warmUpOurs, warmUpPeer);
            compiled.add(compiler.getTotalCompilationTime());
            settled = hasSettled(warmUpOurs) && hasSettled(warmUpPeer) && isQuiet(compiled);
        }
        SideBlocks measuredOurs = new SideBlocks();
        SideBlocks measuredPeer = new SideBlocks();
        while (measuredOurs.size() < blocks) {
            turn(measuredOurs, measuredPeer);
        }
        return new ForkBlocks(settled, warmUpOurs, warmUpPeer, measuredOurs, measuredPeer);
    }

    private void turn(SideBlocks oursSoFar, SideBlocks peerSoFar) throws Exception {
        if (oursSoFar.size() % 2 == 0) {
            oursSoFar.add(ours.block());
            peerSoFar.add(peer.block());
        } else {
            peerSoFar.add(peer.block());
            oursSoFar.add(ours.block());
        }
    }

    /** Times that do not fall may be those of code that waits for a compiler to which other processes leave no core. */
    private static boolean isQuiet(List<Long> compiled) {
        int turns = compiled.size();
        return turns > Settling.WINDOW
                && compiled.get(turns - 1) - compiled.get(turns - 1 - Settling.WINDOW) <= COMPILING;
    }

    private boolean hasSettled(SideBlocks blocks) {
        if (pair.byProcessor()) {
            return Settling.isOver(blocks.processor());
        }
        List<Double> figures = blocks.figures();
        return Settling.isOver(
                pair.moreIsBetter() ? figures.stream().map(rate -> 1 / rate).toList() : figures);
    }
}
