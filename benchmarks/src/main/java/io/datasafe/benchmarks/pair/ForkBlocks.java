package io.datasafe.benchmarks.pair;

/**
 * What one JVM has measured. Block i of ours and block i of the peer ran one directly after the other; ours began where
 * i is even.
 *
 * @param settled whether both had stopped falling by the end of the warm-up; else it ended at its longest
 * @param warmUpOurs what was thrown away of ours, from the first block on
 * @param warmUpPeer what was thrown away of the peer's
 * @param ours the blocks of ours
 * @param peer the blocks of the peer
 * @since 0.1
 */
public record ForkBlocks(
        boolean settled, SideBlocks warmUpOurs, SideBlocks warmUpPeer, SideBlocks ours, SideBlocks peer) {
    /** {@return how many blocks of each side were thrown away} */
    public int warmUpBlocks() {
        return warmUpOurs.size();
    }

    /** {@return how many blocks of each side were kept} */
    public int blocks() {
        return ours.size();
    }
}
