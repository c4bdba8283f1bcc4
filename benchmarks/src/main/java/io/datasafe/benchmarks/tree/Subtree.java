package io.datasafe.benchmarks.tree;

import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A whole subtree in the middle of a large tree, as far away as asked.
 *
 * @since 0.1
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets the parameters before anything else.
public class Subtree extends TreeState {
    /**
     * What the network adds to each round trip, in milliseconds. At {@code 0} there is no proxy in the way: loopback
     * alone.
     */
    @Param({"0", "0.5"})
    public String delay;

    /** How many nodes the subtree has: 11, 1111 or 111111. */
    @Param({"11", "1111"})
    public int nodes;

    /** How many levels the tree has below its root, each node with ten children: 6 make 1,111,111 nodes. */
    @Param("6")
    public int depth;

    /** Made by JMH. */
    public Subtree() {
        super(Subtree.class);
    }

    /** {@return the root of the subtree} */
    public long root() {
        int level = depth + 1 - Levels.of(nodes);
        return Levels.first(level) + Levels.size(level) / 2;
    }

    @Override
    Stock stock() {
        return Stock.forest(depth);
    }

    @Override
    int keys() {
        return nodes;
    }

    @Override
    int levels() {
        return Levels.of(nodes);
    }

    @Override
    double delay() {
        return Double.parseDouble(delay);
    }
}
