package io.datasafe.benchmarks.tree;

import java.sql.SQLException;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Two vertices of a random graph, some edges apart.
 *
 * @since 0.1
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets the parameters before anything else.
public class Roads extends TreeState {
    /** How many vertices there are, with four edges for each. */
    @Param("100000")
    public int vertices;

    /** How many edges the shortest path has. */
    @Param("9")
    public int hops;

    private long to;

    /** Made by JMH. */
    public Roads() {
        super(Roads.class);
    }

    /** {@return where the path begins} */
    public long from() {
        return 1;
    }

    /** {@return where it ends} */
    public long to() {
        return to;
    }

    /** {@return after how many edges a search may give up} */
    public int limit() {
        return hops + 1;
    }

    @Override
    Stock stock() {
        return Stock.roads(vertices);
    }

    @Override
    void prepare() throws SQLException {
        to = Distances.from(connection(), from()).firstAt(hops);
    }
}
