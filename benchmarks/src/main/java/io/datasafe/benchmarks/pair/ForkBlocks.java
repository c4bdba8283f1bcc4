package io.datasafe.benchmarks.pair;

import java.util.List;

/**
 * What one JVM has measured. Block i of ours and block i of the peer ran one directly after the other; ours began where i is even.
 *
 * @param warmUpBlocks how many blocks of each side were thrown away
 * @param settled whether both had stopped falling by then; else the warm-up ended at its longest
 * @param warmUpOurs what was thrown away of ours, from the first block on
 * @param warmUpPeer what was thrown away of the peer's
 * @param ours the blocks of ours
 * @param peer the blocks of the peer
 * @since 0.1
 */
public record ForkBlocks(
        int warmUpBlocks,
        boolean settled,
        List<Double> warmUpOurs,
        List<Double> warmUpPeer,
        List<Double> ours,
        List<Double> peer) {}
