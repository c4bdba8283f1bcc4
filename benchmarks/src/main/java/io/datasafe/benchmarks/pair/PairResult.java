package io.datasafe.benchmarks.pair;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A pair and all of its blocks: the content of a result file, but for what it was measured on.
 *
 * @param pair what ran
 * @param unit the unit of the blocks' figures
 * @param forks a JVM each
 * @since 0.1
 */
public record PairResult(Pair pair, String unit, List<ForkBlocks> forks) {
    /** {@return ours by the peer's, block by block, of all JVMs} */
    public List<Double> ratios() {
        return ratios(SideBlocks::figures);
    }

    /** {@return the same for processor time} */
    public List<Double> processorRatios() {
        return ratios(SideBlocks::processor);
    }

    private List<Double> ratios(Function<SideBlocks, List<Double>> figures) {
        List<Double> ratios = new ArrayList<>();
        for (ForkBlocks fork : forks) {
            List<Double> ours = figures.apply(fork.ours());
            List<Double> peer = figures.apply(fork.peer());
            for (int i = 0; i < ours.size(); i++) {
                ratios.add(ours.get(i) / peer.get(i));
            }
        }
        return ratios;
    }
}
