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
 * A table whose rows are edges between vertices: who knows whom, what is made of what, what depends on what. Loops, edges from a vertex to
 * itself and several edges between the same two are all allowed; an edge without one of its ends is none. A constant, immutable and thread-safe:
 * each method gives another one.
 *
 * <pre>{@code
 * static final Graph<Long> PARTS = Graph.of(COMPONENT.PART_ID, COMPONENT.PIECE_ID);
 *
 * Map<Long, BigDecimal> needed = PARTS.explode(dsl, bike, COMPONENT.QUANTITY);
 * Set<Long> usedIn = PARTS.reversed().reachable(dsl, screw);
 * Optional<List<Long>> why = PARTS.shortestPath(dsl, bike, screw, 20);
 * }</pre>
 *
 * <p>Every call is one query, sent through the given context and in its transaction. Each ends on any data, in time that grows with the vertices
 * and edges that it has to look at. An index that begins with the first column makes them few; what goes against the edges needs one on the
 * second, too.
 *
 * @param <K> the vertex
 * @since 0.1
 */
public final class Graph<K> {
    private final Edges<K> edges;
    private final Loader<K, Set<K>> reachable;

    private Graph(Edges<K> edges) {
        this.edges = edges;
        this.reachable = new ReachLoader<>(edges);
    }

    /**
     * A graph by the two columns of its edges.
     *
     * @param from the vertex that an edge leaves. If the column knows its table, as a generated field or one with a qualified name does, that is
     *     what is read
     * @param to the vertex that it leads to, of the same type, and of the same collation in the database
     * @param <K> the vertex
     * @return the graph
     * @throws IllegalArgumentException if the type is unknown, or one that Java and PostgreSQL do not agree on what is equal in, such as numeric
     */
    public static <K> Graph<K> of(Field<K> from, Field<K> to) {
        @SuppressWarnings("unchecked") // The only value is the vertex.
        Function<Object[], K> join = values -> (K) values[0];
        return of(KeyColumns.of(from), KeyColumns.of(to), join);
    }

    /**
     * A graph whose vertices are unique within something that both ends of an edge share, such as a tenant.
     *
     * @param shared the column that both ends share
     * @param from the vertex that an edge leaves
     * @param to the vertex that it leads to, of the same type
     * @param <S> the shared column's type
     * @param <K> the type of the two others
     * @return the graph, whose vertices are of the shared column and one of the others
     * @throws IllegalArgumentException as {@link #of(Field, Field)} does
     */
    public static <S, K> Graph<Key2<S, K>> of(Field<S> shared, Field<K> from, Field<K> to) {
        Function<Key2<S, K>, Object[]> split = key -> new Object[] {key.first(), key.second()};
        @SuppressWarnings("unchecked") // As they were split.
        Function<Object[], Key2<S, K>> join = values -> Key2.of((S) values[0], (K) values[1]);
        return of(KeyColumns.of(List.of(shared, from), split), KeyColumns.of(List.of(shared, to), split), join);
    }

    private static <K> Graph<K> of(KeyColumns<K> from, KeyColumns<K> to, Function<Object[], K> join) {
        return new Graph<>(new Edges<>(null, from.table(), from, to, join, DSL.noCondition(), Edges.MOST_ROWS));
    }

    /**
     * A graph that is read from another table than that of its first column, such as a view of it.
     *
     * @param table the table
     * @return the graph
     */
    public Graph<K> from(Table<?> table) {
        return new Graph<>(edges.from(Objects.requireNonNull(table, "table")));
    }

    /**
     * The edges that are the graph: those of a tenant, those not deleted. Conditions add up.
     *
     * @param condition on the table's columns
     * @return the graph
     */
    public Graph<K> scope(Condition condition) {
        return new Graph<>(edges.scope(Objects.requireNonNull(condition, "condition")));
    }

    /**
     * The same under another name.
     *
     * @param name for messages, statistics and events; by default that of the table
     * @return the graph
     */
    public Graph<K> named(String name) {
        return new Graph<>(edges.named(name));
    }

    /**
     * The same with another bound on what one call reads into memory: vertices where vertices are asked for, else edges. A call that would have
     * to read more throws {@link RowLimitExceededException}; the server stops there as well.
     *
     * @param rows at least 1; by default 1,000,000
     * @return the graph
     */
    public Graph<K> mostRows(int rows) {
        return new Graph<>(edges.mostRows(rows));
    }

    /** {@return the same with every edge the other way round: what a part is used in, who depends on a package} */
    public Graph<K> reversed() {
        return new Graph<>(edges.reversed());
    }

    /**
     * The vertices that a vertex leads to, along one edge or more. The vertex itself is among them if and only if a loop leads back to it.
     *
     * @param dsl where to read
     * @param from the vertex; one that has no edge leads nowhere
     * @return the vertices, nearest first; may be changed
     * @throws RowLimitExceededException if there are more than {@link #mostRows}
     */
    public Set<K> reachable(DSLContext dsl, K from) {
        return reachable(dsl, List.of(from));
    }

    /**
     * The vertices that any of some vertices leads to, along one edge or more. One of the given is among them if and only if one of them, or itself,
     * leads to it.
     *
     * @param dsl where to read
     * @param from the vertices
     * @return the vertices; may be changed
     * @throws RowLimitExceededException if there are more than {@link #mostRows}
     */
    public Set<K> reachable(DSLContext dsl, Collection<K> from) {
        return new Reach<>(edges).vertices(dsl, from);
    }

    /**
     * As {@link #reachable(DSLContext, Object)} for each of many, in one query. The bound of {@link #mostRows} is on the sum of their sizes.
     *
     * <pre>{@code
     * Related<Part, Set<Long>> pieces = scope.related(parts, Part::id, PARTS.reachable());
     * }</pre>
     *
     * @return the loader, the same one each time
     */
    public Loader<K, Set<K>> reachable() {
        return reachable;
    }

    /**
     * As {@link #distances(DSLContext, Collection, int)}, from one vertex.
     *
     * @param dsl where to read
     * @param from the vertex
     * @param maxHops as there
     * @return the vertices, and how many edges it takes to get there
     * @throws RowLimitExceededException if there are more than {@link #mostRows}
     */
    public Map<K, Integer> distances(DSLContext dsl, K from, int maxHops) {
        return distances(dsl, List.of(from), maxHops);
    }

    /**
     * The vertices that can be reached along at most so many edges, with the fewest that it takes from any of those given. Those given are among
     * them as in {@link #reachable(DSLContext, Collection)}: with the length of the shortest way back.
     *
     * @param dsl where to read
     * @param from the vertices
     * @param maxHops from 1 to 100,000,000
     * @return the vertices, and how many edges it takes to get there, from 1 on
     * @throws RowLimitExceededException if there are more than {@link #mostRows}
     */
    public Map<K, Integer> distances(DSLContext dsl, Collection<K> from, int maxHops) {
        return new Reach<>(edges).hops(dsl, from, bounded(maxHops));
    }

    /**
     * A path of the fewest edges. Searches from both ends at once, so both columns want an index; the cost does not depend on {@code maxHops} where
     * there is a shorter path. Of several, always the same one.
     *
     * @param dsl where to read
     * @param from where it begins
     * @param to where it ends; where that is the beginning, the path is this one vertex, and no query is sent
     * @param maxHops the most edges, from 1 to 100,000,000
     * @return the vertices from the first to the last; empty if there is no path of so few edges
     */
    public Optional<List<K>> shortestPath(DSLContext dsl, K from, K to, int maxHops) {
        bounded(maxHops);
        if (from.equals(to)) {
            return Optional.of(List.of(from));
        }
        return new ShortestPath<>(edges).between(dsl, from, to, maxHops);
    }

    /**
     * A path of the least cost, and of those one of the fewest edges. Reads every edge that can be gone along from the first vertex, and searches in
     * memory.
     *
     * @param dsl where to read
     * @param from where it begins
     * @param to where it ends; where that is the beginning, the path is this one vertex, and no query is sent
     * @param cost what an edge costs: a column of the table, or an expression; at least 0. Added up exactly, floating point as it is printed
     * @param <N> its type
     * @return the path; empty if there is none
     * @throws RowLimitExceededException if there are more edges than {@link #mostRows}
     * @throws EdgeException if an edge that was read costs less than 0, or null
     */
    public <N extends Number> Optional<Path<K>> cheapestPath(DSLContext dsl, K from, K to, Field<N> cost) {
        if (from.equals(to)) {
            return Optional.of(new Path<>(List.of(from), BigDecimal.ZERO));
        }
        Arcs<K> arcs = new EdgeQuery<>(edges, cost, false).from(dsl, List.of(from));
        return new CheapestPath<>(arcs).between(from, to);
    }

    /**
     * How much of each component a part takes, over all ways and levels. As {@link #explode(DSLContext, Map, Field)} for one of the part.
     *
     * @param dsl where to read
     * @param part what is to be made
     * @param quantity as there
     * @param <N> its type
     * @return the components at every level, without the part itself
     * @throws CycleException if a part contains itself
     * @throws EdgeException if a quantity is null
     * @throws RowLimitExceededException if there are more edges than {@link #mostRows}
     */
    public <N extends Number> Map<K, BigDecimal> explode(DSLContext dsl, K part, Field<N> quantity) {
        return explode(dsl, Map.of(part, BigDecimal.ONE), quantity);
    }

    /**
     * How much of each component some parts take together, over all ways and levels: 2 pieces in each of 3 pieces are 6. Each edge is read once, on
     * however many ways it lies, so its time grows with the edges and not with the ways. On {@link #reversed()}: how much of a part goes into what.
     *
     * @param dsl where to read
     * @param parts what is to be made, and how much of it
     * @param quantity how much of the vertex an edge leads to goes into one of that which it leaves: a column of the table, or an expression; may be
     *     0 or less. Several edges between the same two add up
     * @param <N> its type
     * @return the components at every level, each after what it goes into. What is to be made is among them only as far as something else takes it
     * @throws CycleException if a part contains itself, naming the loop
     * @throws EdgeException if a quantity is null
     * @throws RowLimitExceededException if there are more edges than {@link #mostRows}
     * @throws ArithmeticException if a sum has more than 1,000 digits
     */
    public <N extends Number> Map<K, BigDecimal> explode(DSLContext dsl, Map<K, BigDecimal> parts, Field<N> quantity) {
        Arcs<K> arcs = new EdgeQuery<>(edges, quantity, true).from(dsl, parts.keySet());
        return new PartQuantities<>(edges.name(), arcs).of(parts);
    }

    /**
     * All vertices, each after those that lead to it. Of those that could come next the least does, in Java's order, so it is the same list for the same
     * edges.
     *
     * @param dsl where to read
     * @return the vertices that have an edge
     * @throws CycleException if there is a loop, naming one
     * @throws RowLimitExceededException if there are more edges than {@link #mostRows}
     */
    public List<K> topologicalOrder(DSLContext dsl) {
        return new TopologicalOrder<>(edges.name(), new EdgeQuery<>(edges, null, true).all(dsl)).vertices();
    }

    /**
     * Some vertices and what they lead to, each after those that lead to it, as in {@link #topologicalOrder(DSLContext)}.
     *
     * @param dsl where to read
     * @param from the vertices; one that has no edge is in the list, too
     * @return the vertices
     * @throws CycleException if there is a loop among them, naming one
     * @throws RowLimitExceededException if there are more edges than {@link #mostRows}
     */
    public List<K> topologicalOrder(DSLContext dsl, Collection<K> from) {
        return new TopologicalOrder<>(edges.name(), new EdgeQuery<>(edges, null, true).from(dsl, from)).vertices();
    }

    /**
     * Loops: one for each set of vertices that all lead to each other, and so none exactly if there is no loop. It is the shortest one through the
     * least vertex of the set, and begins there. When its edges are mended there may be more.
     *
     * @param dsl where to read
     * @return the loops, each of the vertices that its edges lead to one after the other, and from the last to the first
     * @throws RowLimitExceededException if there are more edges than {@link #mostRows}
     */
    public List<List<K>> findCycles(DSLContext dsl) {
        return new Loops<>(new EdgeQuery<>(edges, null, true).all(dsl)).find();
    }

    /**
     * Looks at the table for what makes searches slow: no index that begins with the first column, or none that begins with the second.
     *
     * <p><em>SQL.</em> One query of the catalog.
     *
     * @param dsl where to look
     * @return what is wrong; empty if the table is fit
     * @throws IllegalStateException if the graph has no table, or one that is no plain table
     */
    public List<TreeDefect> check(DSLContext dsl) {
        return List.copyOf(edges.inspection(dsl).ofEdges());
    }

    /**
     * Makes sure that the table is fit for it, at the start of a service or in a test. As {@link #check}, but for warnings.
     *
     * @param dsl where to look
     * @throws TreeDefectException if it is not: says which index to create
     * @throws IllegalStateException as {@link #check} does
     */
    public void verify(DSLContext dsl) {
        TreeDefectException.throwIfAny("graph '" + edges.name() + "'", check(dsl));
    }

    private static int bounded(int maxHops) {
        if (maxHops < 1 || maxHops > 100_000_000) {
            throw new IllegalArgumentException("maxHops is " + maxHops + ": it is from 1 to 100,000,000");
        }
        return maxHops;
    }

    Edges<K> edges() {
        return edges;
    }

    @Override
    public String toString() {
        return "Graph " + edges.name();
    }
}
