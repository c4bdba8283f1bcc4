package io.datasafe.benchmarks.pair;

import java.util.List;

/** The rule that ends a warm-up: go on until the times stop falling. */
final class Settling {
    /** How many blocks are compared with as many before them; even, so that both sides begin equally often. */
    static final int WINDOW = 20;

    /** Blocks whose median lies less than this share below that of the blocks before have stopped falling. */
    private static final double FALL = 0.02;

    private Settling() {}

    /**
     * Compares the last blocks with those before.
     *
     * @param costs what each block's operations took, in order
     * @return whether they have stopped falling
     */
    static boolean isOver(List<Double> costs) {
        int blocks = costs.size();
        if (blocks < 2 * WINDOW) {
            return false;
        }
        double before = median(costs.subList(blocks - 2 * WINDOW, blocks - WINDOW));
        double last = median(costs.subList(blocks - WINDOW, blocks));
        return last >= before * (1 - FALL);
    }

    private static double median(List<Double> costs) {
        List<Double> sorted = costs.stream().sorted().toList();
        int half = sorted.size() / 2;
        return (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
