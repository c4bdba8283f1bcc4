package io.datasafe.benchmarks.tree;

import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A bill of materials in which each assembly is reached on two ways from the one above.
 *
 * @since 0.1
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets the parameters before anything else.
public class Ladder extends TreeState {
    /** How many diamonds lie below each other: each doubles the ways to what is below. */
    @Param("20")
    public int diamonds;

    /** Made by JMH. */
    public Ladder() {
        super(Ladder.class);
    }

    /** {@return the assembly at the top} */
    public long top() {
        return 0;
    }

    @Override
    Stock stock() {
        return Stock.ladder(diamonds);
    }
}
