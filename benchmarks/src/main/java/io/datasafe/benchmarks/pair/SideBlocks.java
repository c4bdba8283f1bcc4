package io.datasafe.benchmarks.pair;

import java.util.ArrayList;
import java.util.List;

/**
 * The blocks of one side in one JVM, in order.
 *
 * @param figures the time per operation of each, or its counts per second
 * @param processor the processor time of the side's own threads per operation, in nanoseconds; the server's is not in
 *     it
 * @since 0.1
 */
public record SideBlocks(List<Double> figures, List<Double> processor) {
    SideBlocks() {
        this(new ArrayList<>(), new ArrayList<>());
    }

    void add(Block block) {
        figures.add(block.figure());
        processor.add(block.processor());
    }

    int size() {
        return figures.size();
    }
}
