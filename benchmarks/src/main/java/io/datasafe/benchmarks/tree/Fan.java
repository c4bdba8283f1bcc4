package io.datasafe.benchmarks.tree;

import java.util.List;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Leaves of a tree in which every node but them has very many children.
 *
 * @since 0.1
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets the parameters before anything else.
public class Fan extends TreeState {
    private static final int LEAVES = 4;

    /** How many children a node has: 1,000 make a tree of 1,001,001 nodes. */
    @Param("1000")
    public int children;

    /** Made by JMH. */
    public Fan() {
        super(Fan.class);
    }

    /** {@return four leaves, far from each other} */
    public List<Long> leaves() {
        return LongStream.range(0, LEAVES)
                .map(i -> 1 + children + i * children * children / LEAVES)
                .boxed()
                .toList();
    }

    @Override
    Stock stock() {
        return Stock.fan(children);
    }
}
