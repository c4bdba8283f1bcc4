package io.datasafe.benchmarks.tree;

import java.util.List;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Many long chains, all of them together.
 *
 * @since 0.1
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets the parameters before anything else.
public class Chains extends TreeState {
    /** How many chains there are. */
    @Param("100")
    public int chains;

    /** How many nodes each chain has. */
    @Param("1000")
    public int length;

    /** Made by JMH. */
    public Chains() {
        super(Chains.class);
    }

    /** {@return the first node of each chain} */
    public List<Long> roots() {
        return LongStream.range(0, chains).map(chain -> chain * length).boxed().toList();
    }

    @Override
    Stock stock() {
        return Stock.chains(chains, length);
    }
}
