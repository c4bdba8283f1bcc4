package io.datasafe.benchmarks.tree;

import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * One of many long chains, as far away as asked.
 *
 * @since 0.1
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets the parameters before anything else.
public class Chain extends TreeState {
    /**
     * What the network adds to each round trip, in milliseconds. At {@code 0} there is no proxy in the way: loopback
     * alone.
     */
    @Param({"0", "0.5"})
    public String delay;

    /** How many chains there are. */
    @Param("100")
    public int chains;

    /** How many nodes each chain has. */
    @Param("1000")
    public int length;

    /** Made by JMH. */
    public Chain() {
        super(Chain.class);
    }

    /** {@return the first node of the chain} */
    public long root() {
        return (long) chains / 2 * length;
    }

    @Override
    Stock stock() {
        return Stock.chains(chains, length);
    }

    @Override
    int levels() {
        return length;
    }

    @Override
    double delay() {
        return Double.parseDouble(delay);
    }
}
