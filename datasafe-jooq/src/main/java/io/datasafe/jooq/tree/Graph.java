package io.datasafe.jooq.tree;

import io.datasafe.jooq.internal.KeyColumns;
import io.datasafe.jooq.load.Key2;
import io.datasafe.load.Loader;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * A graph whose edges are the rows of a table: who knows whom, what is made of what, what depends on what. Cycles,
 * edges from a vertex to itself and several edges between the same two vertices are all allowed. A row with null at one
 * of its ends is no edge.
 *
 * <p>A graph is a constant, immutable and thread-safe: each method returns a new one. Building one sends nothing.
 *
 * <pre>{@code
 * static final Graph<Long> PARTS = Graph.of(COMPONENT.PART_ID, COMPONENT.PIECE_ID);
 *
 * Map<Long, BigDecimal> needed = PARTS.explode(dsl, bike, COMPONENT.QUANTITY);
 * Set<Long> usedIn = PARTS.reversed().reachable(dsl, screw);
 * Optional<List<Long>> why = PARTS.shortestPath(dsl, bike, screw, 20);
 * }</pre>
 *
 * <p>Every call sends one query through the given context, in the context's transaction. The query ends on any data,
 * cycles included, and its time grows with the vertices and edges that it visits. Create an index that begins with the
 * first column: without it each step reads the whole table. Calls that follow edges backwards need an index on the
 * second column too; {@link #check} looks for both.
 *
 * @param <K> the vertex's type
 * @since 0.1
 */
public final class Graph<K> {
    private final GraphDefinition<K> edges;
    private final Loader<K, Set<K>> reachable;

    private Graph(GraphDefinition<K> edges) {
        this.edges = edges;
        this.reachable = new ReachLoader<>(edges);
    }

    /**
     * Makes a graph from the two columns of its edges.
     *
     * @param from the column of the vertex that an edge leaves. If it knows its table, as a generated field or one with
     *     a qualified name does, that table is read; otherwise {@link #from(Table)} names it
     * @param to the column of the vertex that an edge leads to; of the same type, and of the same collation in the
     *     database
     * @param <K> the vertex's type
     * @return the graph
     * @throws IllegalArgumentException if the columns' types are unknown or differ, or if Java and PostgreSQL do not
     *     agree on the type's equality, as for numeric
     */
    public static <K> Graph<K> of(Field<K> from, Field<K> to) {
        @SuppressWarnings("unchecked") // The only value is the vertex.
        Function<Object[], K> join = values -> (K) values[0];
        return of(KeyColumns.of(from), KeyColumns.of(to), join);
    }

    /**
     * Makes a graph whose vertices are unique only within another column that both ends of an edge share, such as a
     * tenant.
     *
     * @param shared the column that both ends share
     * @param from the column of the vertex that an edge leaves
     * @param to the column of the vertex that an edge leads to, of the same type
     * @param <S> the shared column's type
     * @param <K> the type of the other two columns
     * @return the graph; a vertex is a pair of the shared column's value and the vertex's own
     * @throws IllegalArgumentException as {@link #of(Field, Field)} does
     */
    public static <S, K> Graph<Key2<S, K>> of(Field<S> shared, Field<K> from, Field<K> to) {
        Function<Key2<S, K>, Object[]> split = key -> new Object[] {key.first(), key.second()};
        @SuppressWarnings("unchecked") // The values that split returned.
        Function<Object[], Key2<S, K>> join = values -> Key2.of((S) values[0], (K) values[1]);
        return of(KeyColumns.of(List.of(shared, from), split), KeyColumns.of(List.of(shared, to), split), join);
    }

    private static <K> Graph<K> of(KeyColumns<K> from, KeyColumns<K> to, Function<Object[], K> join) {
        return new Graph<>(new GraphDefinition<>(
                null, from.table(), from, to, join, DSL.noCondition(), GraphDefinition.MOST_ROWS));
    }

    /**
     * Reads the edges from another table than the first column's, for example from a view of it.
     *
     * @param table the table
     * @return a new graph
     */
    public Graph<K> from(Table<?> table) {
        return new Graph<>(edges.from(Objects.requireNonNull(table, "table")));
    }

    /**
     * Limits the graph to the edges that meet a condition, such as those of a tenant or those not deleted. Several
     * conditions are combined with AND.
     *
     * @param condition a condition on the table's columns
     * @return a new graph
     */
    public Graph<K> scope(Condition condition) {
        return new Graph<>(edges.scope(Objects.requireNonNull(condition, "condition")));
    }

    /**
     * Names the graph.
     *
     * @param name used in messages, statistics and events; not blank. Default: the table's name
     * @return a new graph
     * @throws IllegalArgumentException if the name is blank
     */
    public Graph<K> named(String name) {
        return new Graph<>(edges.named(name));
    }

    /**
     * Limits what one call reads into memory: vertices for calls that return vertices, edges for all others. A call
     * that would read more throws {@link RowLimitExceededException}; the server stops at the limit too.
     *
     * @param rows from 1 to 2,147,483,647; default 1,000,000
     * @return a new graph
     * @throws IllegalArgumentException if the number is below 1
     */
    public Graph<K> mostRows(int rows) {
        return new Graph<>(edges.mostRows(rows));
    }

    /** {@return a graph with every edge reversed: it answers what a part is used in, or who depends on a package} */
    public Graph<K> reversed() {
        return new Graph<>(edges.reversed());
    }

    /**
     * Finds the vertices that can be reached from a vertex along one or more edges. The vertex itself is among them
     * only if it lies on a cycle.
     *
     * @param dsl the context that sends the query
     * @param from the vertex to start from; without edges it reaches nothing
     * @return the vertices, nearest first; modifiable
     * @throws RowLimitExceededException if there are more vertices than {@link #mostRows}
     */
    public Set<K> reachable(DSLContext dsl, K from) {
        return reachable(dsl, List.of(from));
    }

    /**
     * Finds the vertices that can be reached from any of several vertices along one or more edges. A start vertex is
     * among them only if a start vertex, or it itself, leads to it.
     *
     * @param dsl the context that sends the query
     * @param from the vertices to start from
     * @return the vertices; modifiable
     * @throws RowLimitExceededException if there are more vertices than {@link #mostRows}
     */
    public Set<K> reachable(DSLContext dsl, Collection<K> from) {
        return new Reachability<>(edges).vertices(dsl, from);
    }

    /**
     * Returns a loader that answers {@link #reachable(DSLContext, Object)} for many vertices in one query.
     * {@link #mostRows} limits the sum of the answers' sizes.
     *
     * <pre>{@code
     * Related<Part, Set<Long>> pieces = scope.related(parts, Part::id, PARTS.reachable());
     * }</pre>
     *
     * @return the loader; the same one on each call
     */
    public Loader<K, Set<K>> reachable() {
        return reachable;
    }

    /**
     * Finds the distances from one vertex: see {@link #distances(DSLContext, Collection, int)}.
     *
     * @param dsl the context that sends the query
     * @param from the vertex to start from
     * @param maxHops the most edges, from 1 to 100,000,000
     * @return for each vertex that can be reached the least number of edges, from 1
     * @throws RowLimitExceededException if there are more vertices than {@link #mostRows}
     * @throws IllegalArgumentException if {@code maxHops} is out of range
     */
    public Map<K, Integer> distances(DSLContext dsl, K from, int maxHops) {
        return distances(dsl, List.of(from), maxHops);
    }

    /**
     * Finds the vertices that can be reached along at most {@code maxHops} edges, each with the least number of edges
     * from any start vertex. Start vertices are among them as in {@link #reachable(DSLContext, Collection)}; their
     * distance is the length of the shortest way back.
     *
     * @param dsl the context that sends the query
     * @param from the vertices to start from
     * @param maxHops the most edges, from 1 to 100,000,000
     * @return for each vertex that can be reached the least number of edges, from 1
     * @throws RowLimitExceededException if there are more vertices than {@link #mostRows}
     * @throws IllegalArgumentException if {@code maxHops} is out of range
     */
    public Map<K, Integer> distances(DSLContext dsl, Collection<K> from, int maxHops) {
        return new Reachability<>(edges).hops(dsl, from, bounded(maxHops));
    }

    /**
     * Finds a path with the fewest edges. The search runs from both ends at once, so it needs an index on each column.
     * If a shorter path exists, its cost does not depend on {@code maxHops}. Of several shortest paths the same one is
     * always returned.
     *
     * @param dsl the context that sends the query
     * @param from the first vertex
     * @param to the last vertex. If it equals the first one, the path is that vertex alone and no query is sent
     * @param maxHops the most edges, from 1 to 100,000,000
     * @return the vertices from the first to the last; empty if no path has so few edges
     * @throws IllegalArgumentException if {@code maxHops} is out of range
     */
    public Optional<List<K>> shortestPath(DSLContext dsl, K from, K to, int maxHops) {
        bounded(maxHops);
        if (from.equals(to)) {
            return Optional.of(List.of(from));
        }
        return new ShortestPath<>(edges).between(dsl, from, to, maxHops);
    }

    /**
     * Finds a path with the least cost and, among those, one with the fewest edges. It reads every edge that can be
     * reached from the first vertex, and searches in memory.
     *
     * @param dsl the context that sends the query
     * @param from the first vertex
     * @param to the last vertex. If it equals the first one, the path is that vertex alone and no query is sent
     * @param cost the cost of an edge: a column of the table, or an expression; at least 0. Costs are added exactly; a
     *     floating-point cost counts as it is printed
     * @param <N> the cost's type
     * @return the path; empty if there is none
     * @throws RowLimitExceededException if there are more edges than {@link #mostRows}
     * @throws EdgeException if the cost of an edge that was read is negative, null or not finite
     */
    public <N extends Number> Optional<Path<K>> cheapestPath(DSLContext dsl, K from, K to, Field<N> cost) {
        if (from.equals(to)) {
            return Optional.of(new Path<>(List.of(from), BigDecimal.ZERO));
        }
        AdjacencyLists<K> arcs = new EdgeQuery<>(edges, cost, false).from(dsl, List.of(from));
        return new CheapestPath<>(arcs).between(from, to);
    }

    /**
     * Adds up how much of each component a part contains, over all paths and levels:
     * {@link #explode(DSLContext, Map, Field)} for one piece of the part.
     *
     * @param dsl the context that sends the query
     * @param part the part to make
     * @param quantity how much of the component goes into one of the part, as in
     *     {@link #explode(DSLContext, Map, Field)}
     * @param <N> the quantity's type
     * @return the amount of each component at every level, without the part itself
     * @throws CycleException if a part contains itself
     * @throws EdgeException if a quantity is null or not finite
     * @throws RowLimitExceededException if there are more edges than {@link #mostRows}
     * @throws ArithmeticException if an amount has more than 1,000 digits
     */
    public <N extends Number> Map<K, BigDecimal> explode(DSLContext dsl, K part, Field<N> quantity) {
        return explode(dsl, Map.of(part, BigDecimal.ONE), quantity);
    }

    /**
     * Adds up how much of each component several parts contain together, over all paths and levels: 2 pieces in each of
     * 3 pieces are 6. Each edge is read once even if many paths use it, so the time grows with the number of edges and
     * not of paths. On {@link #reversed()} it answers how much of a part goes into what.
     *
     * @param dsl the context that sends the query
     * @param parts the parts to make, with the amount of each
     * @param quantity how much of the vertex that an edge leads to goes into one of the vertex that it leaves: a column
     *     of the table, or an expression; may be 0 or negative. Several edges between the same two vertices add up
     * @param <N> the quantity's type
     * @return the amount of each component at every level, each component after everything it goes into. A part to make
     *     is among them only if another one contains it
     * @throws CycleException if a part contains itself; names the cycle
     * @throws EdgeException if a quantity is null or not finite
     * @throws RowLimitExceededException if there are more edges than {@link #mostRows}
     * @throws ArithmeticException if an amount has more than 1,000 digits
     */
    public <N extends Number> Map<K, BigDecimal> explode(DSLContext dsl, Map<K, BigDecimal> parts, Field<N> quantity) {
        AdjacencyLists<K> arcs = new EdgeQuery<>(edges, quantity, true).from(dsl, parts.keySet());
        return new PartQuantities<>(edges.name(), arcs).of(parts);
    }

    /**
     * Sorts all vertices so that each comes after those that lead to it. Whenever several could come next, the least in
     * Java's order does, so the same edges always give the same list.
     *
     * @param dsl the context that sends the query
     * @return the vertices that have an edge
     * @throws CycleException if there is a cycle; names one
     * @throws RowLimitExceededException if there are more edges than {@link #mostRows}
     */
    public List<K> topologicalOrder(DSLContext dsl) {
        return new TopologicalOrder<>(edges.name(), new EdgeQuery<>(edges, null, true).all(dsl)).vertices();
    }

    /**
     * Sorts some vertices and everything they lead to, as in {@link #topologicalOrder(DSLContext)}.
     *
     * @param dsl the context that sends the query
     * @param from the vertices to start from; they are in the list even without edges
     * @return the vertices
     * @throws CycleException if there is a cycle among them; names one
     * @throws RowLimitExceededException if there are more edges than {@link #mostRows}
     */
    public List<K> topologicalOrder(DSLContext dsl, Collection<K> from) {
        return new TopologicalOrder<>(edges.name(), new EdgeQuery<>(edges, null, true).from(dsl, from)).vertices();
    }

    /**
     * Finds cycles: one for each strongly connected set of vertices, and none if and only if the graph has no cycle.
     * Each is a shortest cycle through the least vertex of its set, and begins there. After its edges are repaired, the
     * same vertices may still form others.
     *
     * @param dsl the context that sends the query
     * @return the cycles; each vertex has an edge to the next, and the last one to the first
     * @throws RowLimitExceededException if there are more edges than {@link #mostRows}
     */
    public List<List<K>> findCycles(DSLContext dsl) {
        return new CycleFinder<>(new EdgeQuery<>(edges, null, true).all(dsl)).find();
    }

    /**
     * Checks the table for what makes searches slow: a missing index that begins with the first column, or with the
     * second.
     *
     * <p><em>SQL.</em> One query of the catalog.
     *
     * @param dsl the context that sends the query
     * @return the defects, warnings included; empty if there are none
     * @throws IllegalStateException if the graph has no table, or its table is an alias or another expression
     */
    public List<TreeDefect> check(DSLContext dsl) {
        return List.copyOf(edges.inspection(dsl).ofEdges());
    }

    /**
     * Checks the table, for the start of a service or a test: throws if {@link #check} finds more than warnings.
     *
     * @param dsl the context that sends the query
     * @throws TreeDefectException if there is a defect; it says which index to create
     * @throws IllegalStateException as for {@link #check}
     */
    public void verify(DSLContext dsl) {
        TreeDefectException.throwIfAny("graph '" + edges.name() + "'", check(dsl));
    }

    private static int bounded(int maxHops) {
        if (maxHops < 1 || maxHops > 100_000_000) {
            throw new IllegalArgumentException("maxHops is " + maxHops + ", must be from 1 to 100,000,000");
        }
        return maxHops;
    }

    GraphDefinition<K> edges() {
        return edges;
    }

    @Override
    public String toString() {
        return "Graph " + edges.name();
    }
}
