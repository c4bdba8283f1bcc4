package io.datasafe.benchmarks.pair;

import java.util.ArrayList;
import java.util.List;

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
        List<Double> ratios = new ArrayList<>();
        for (ForkBlocks fork : forks) {
            for (int i = 0; i < fork.ours().size(); i++) {
                ratios.add(fork.ours().get(i) / fork.peer().get(i));
            }
        }
        return ratios;
    }
}
