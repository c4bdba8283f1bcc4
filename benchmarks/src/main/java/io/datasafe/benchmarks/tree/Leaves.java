package io.datasafe.benchmarks.tree;

import java.util.List;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Leaves all over a large tree, as far away as asked.
 *
 * @since 0.1
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets the parameters before anything else.
public class Leaves extends TreeState {
    /**
     * What the network adds to each round trip, in milliseconds. At {@code 0} there is no proxy in the way: loopback
     * alone.
     */
    @Param({"0", "0.5"})
    public String delay;

    /** How many leaves are asked for. */
    @Param("100")
    public int keys;

    /** How many levels the tree has below its root, each node with ten children: 6 make 1,111,111 nodes. */
    @Param("6")
    public int depth;

    /** Made by JMH. */
    public Leaves() {
        super(Leaves.class);
    }

    /** {@return the leaves} */
    public List<Long> ids() {
        return LongStream.range(0, keys)
                .map(i -> Levels.first(depth) + i * Levels.size(depth) / keys)
                .boxed()
                .toList();
    }

    @Override
    Stock stock() {
        return Stock.forest(depth);
    }

    @Override
    int keys() {
        return keys;
    }

    @Override
    double delay() {
        return Double.parseDouble(delay);
    }
}
