package io.datasafe.jooq.tree;

import io.datasafe.internal.sql.SqlNames;
import io.datasafe.load.Batch;
import io.datasafe.load.Loader;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Reads the descendants or ancestors of nodes, with one query for any number of nodes. A constant, immutable and
 * thread-safe: each method returns a new walk. It is also a {@link Loader}, so a load scope can load the walks of all
 * rows of a page together.
 *
 * <pre>{@code
 * static final Walk<Long, Category> BELOW =
 *         CATEGORIES.descendants().maxDepth(5).descendWhile(CATEGORY.ACTIVE.isTrue());
 *
 * Nodes<Long, Category> nodes = BELOW.fetch(dsl, 42L);
 * Map<Long, Nodes<Long, Category>> crumbs = CATEGORIES.ancestors().fetchGroups(dsl, ids);
 * }</pre>
 *
 * <p>The SQL is a recursive query: {@code with recursive w as (select .. from category where id = any(array(select
 * unnest(cast(? as bigint[])))) union all select .. from w cross join lateral (select .. from category where parent_id
 * = w.id and id <> w.root offset 0) n)}. Its text is the same for any number of start nodes. It ends on any data: each
 * node of a cycle appears once per start node. For each node the walk down uses an index on the parent, and the walk up
 * an index on the id; without the index each step reads the whole table. PostgreSQL overestimates the cost of a
 * recursive query, so with {@code jit} on it may compile the query for longer than it runs: turn jit off for such
 * connections.
 *
 * @param <K> the id's type
 * @param <V> the type that a row is mapped to
 * @since 0.1
 */
public final class Walk<K, V> implements Loader<K, Nodes<K, V>> {
    private final WalkShape<K> shape;
    private final Function<Record, ? extends V> mapper;
    private final @Nullable Comparator<? super V> siblings;
    private final Object identity;

    /** Both are created on first use. Two threads may both create one; the two are equal. */
    private volatile @Nullable WalkQuery<K> query;

    private volatile @Nullable Set<String> tables;

    private Walk(
            WalkShape<K> shape,
            Function<Record, ? extends V> mapper,
            @Nullable Comparator<? super V> siblings,
            Object identity) {
        this.shape = shape;
        this.mapper = mapper;
        this.siblings = siblings;
        this.identity = identity;
    }

    /** The identity of a tree's walk without options: two such walks of the same tree are equal. */
    private record Plain(Tree<?, ?> tree, boolean up) {}

    static <K, V> Walk<K, V> of(Tree<K, V> tree, boolean up) {
        return new Walk<>(WalkShape.of(tree.hierarchy(), up), tree.mapper(), null, new Plain(tree, up));
    }

    private Walk<K, V> with(WalkShape<K> changed) {
        return new Walk<>(changed, mapper, siblings, new Object());
    }

    /**
     * Stops the walk at a depth. Nodes that have more beyond it return true from {@link Node#cut}, and the list from
     * {@link Nodes#truncated}.
     *
     * @param steps the most steps from a start node; 0 returns the start nodes alone. Default: no bound
     * @return a new walk
     * @throws IllegalArgumentException if the number is negative
     */
    public Walk<K, V> maxDepth(int steps) {
        return with(shape.maxDepth(steps));
    }

    /**
     * Stops the walk at nodes that do not meet a condition, start nodes included. Neither these nodes nor those behind
     * them are returned, unless another path leads there. Several conditions are combined with AND.
     *
     * @param condition a condition on the table's columns
     * @return a new walk
     */
    public Walk<K, V> descendWhile(Condition condition) {
        return with(shape.descendWhile(Objects.requireNonNull(condition, "condition")));
    }

    /**
     * Leaves out nodes that do not meet a condition, but not the nodes behind them. Several conditions are combined
     * with AND.
     *
     * @param condition a condition on the table's columns
     * @return a new walk
     */
    public Walk<K, V> where(Condition condition) {
        return with(shape.where(Objects.requireNonNull(condition, "condition")));
    }

    /** {@return a walk that leaves out its start nodes} */
    public Walk<K, V> excludeStart() {
        return with(shape.withoutStart());
    }

    /**
     * Allows PostgreSQL to read the whole table instead of using an index for each node. Use it for a walk that reaches
     * a large part of the table. For a few nodes of a large table it is slower by orders of magnitude.
     *
     * @return a new walk
     */
    public Walk<K, V> wholeTable() {
        return with(shape.ofWholeTable());
    }

    /**
     * Records the {@link Node#path} of each node. Each row then carries all ids on its path.
     *
     * @return a new walk
     */
    public Walk<K, V> withPath() {
        return with(shape.withPath());
    }

    /**
     * Records for each node whether it is a {@link Node#leaf}.
     *
     * @return a new walk
     * @throws IllegalArgumentException if this is a walk to ancestors
     */
    public Walk<K, V> withLeaf() {
        return with(shape.withLeaf());
    }

    /**
     * Computes a value along the way: see {@link Node#get}.
     *
     * @param fold the value to compute
     * @return a new walk
     * @throws IllegalArgumentException if the walk has a fold of that name
     */
    public Walk<K, V> fold(Fold<?> fold) {
        return with(shape.fold(fold));
    }

    /**
     * Returns the nodes depth first, each before its descendants, instead of by depth. Start nodes are sorted as
     * siblings are, but {@link #fetchGroups} keeps the order of the given ids. The sort runs in Java, so nodes that
     * {@code where} leaves out are fetched and mapped as well.
     *
     * @param order compares the values of siblings; siblings that compare equal come in any order
     * @return a new walk
     * @throws IllegalArgumentException if this is a walk to ancestors, which have no siblings
     */
    public Walk<K, V> orderSiblings(Comparator<? super V> order) {
        Objects.requireNonNull(order, "order");
        if (shape.up()) {
            throw new IllegalArgumentException(
                    "orderSiblings is for walks to descendants: on the way up a node has no siblings");
        }
        return new Walk<>(shape, mapper, order, new Object());
    }

    /**
     * Sends the query and returns the walk from one node.
     *
     * @param dsl the context that sends the query
     * @param root the node's id
     * @return the nodes by depth, or in the order of {@link #orderSiblings}; empty if the node does not exist
     */
    public Nodes<K, V> fetch(DSLContext dsl, K root) {
        return fetch(dsl, List.of(root));
    }

    /**
     * Sends the query and returns the walk from several nodes. A node below two of them appears once for each.
     *
     * @param dsl the context that sends the query
     * @param roots the nodes' ids. Repeated ids count once, and ids of no node are ignored; without ids nothing is sent
     * @return the nodes by depth, or in the order of {@link #orderSiblings}
     * @throws IllegalArgumentException if an id is null
     */
    public Nodes<K, V> fetch(DSLContext dsl, Collection<K> roots) {
        Set<K> distinct = distinct(roots);
        return distinct.isEmpty() ? Nodes.none() : reader().all(query().fetch(dsl, distinct));
    }

    /**
     * Sends the query and returns the walk from all nodes that meet a condition.
     *
     * @param dsl the context that sends the query
     * @param roots a condition on the table's columns, such as {@code CATEGORY.PARENT_ID.isNull()}
     * @return the nodes by depth, or in the order of {@link #orderSiblings}
     */
    public Nodes<K, V> fetch(DSLContext dsl, Condition roots) {
        return reader().all(query().fetch(dsl, Objects.requireNonNull(roots, "roots")));
    }

    /**
     * Sends the query and returns the walk from each of several nodes.
     *
     * @param dsl the context that sends the query
     * @param roots the nodes' ids; without ids nothing is sent
     * @return for each id, in the given order, its nodes; an empty list if the node does not exist
     * @throws IllegalArgumentException if an id is null
     */
    public Map<K, Nodes<K, V>> fetchGroups(DSLContext dsl, Collection<K> roots) {
        Set<K> distinct = distinct(roots);
        return distinct.isEmpty() ? Map.of() : reader().byRoot(query().fetch(dsl, distinct), distinct);
    }

    /**
     * Sends the query and returns the walk from one node as a forest.
     *
     * @param dsl the context that sends the query
     * @param root the node's id
     * @return the nodes of {@link #fetch(DSLContext, Object)}, nested; siblings in any order unless
     *     {@link #orderSiblings} sets one
     */
    public Forest<K, V> fetchForest(DSLContext dsl, K root) {
        return Forest.of(fetch(dsl, root));
    }

    /**
     * Sends the query and returns the walk from several nodes as a forest.
     *
     * @param dsl the context that sends the query
     * @param roots the nodes' ids; without ids nothing is sent
     * @return the nodes of {@link #fetch(DSLContext, Collection)}, nested; a node below two of the start nodes appears
     *     below each
     * @throws IllegalArgumentException if an id is null
     */
    public Forest<K, V> fetchForest(DSLContext dsl, Collection<K> roots) {
        return Forest.of(fetch(dsl, roots));
    }

    /**
     * Sends the query and returns the walk from all nodes that meet a condition as a forest.
     *
     * @param dsl the context that sends the query
     * @param roots a condition on the table's columns, such as {@code CATEGORY.PARENT_ID.isNull()}
     * @return the nodes of {@link #fetch(DSLContext, Condition)}, nested
     */
    public Forest<K, V> fetchForest(DSLContext dsl, Condition roots) {
        return Forest.of(fetch(dsl, roots));
    }

    /**
     * Returns the walk from one node as a table for any statement. Sends nothing.
     *
     * @param name the table's alias in the statement; must differ from the name of the tree's table
     * @param root the node's id
     * @return the table
     * @throws IllegalArgumentException if the name is blank, or is that of the tree's table
     */
    public WalkTable<K> as(String name, K root) {
        return as(name, List.of(root));
    }

    /**
     * Returns the walk from several nodes as a table for any statement. Sends nothing.
     *
     * @param name the table's alias in the statement; must differ from the name of the tree's table
     * @param roots the nodes' ids
     * @return the table
     * @throws IllegalArgumentException if the name is blank or is that of the tree's table, or an id is null
     */
    public WalkTable<K> as(String name, Collection<K> roots) {
        return query().table(name, distinct(roots));
    }

    /**
     * Returns the walk from all nodes that meet a condition as a table for any statement. Sends nothing.
     *
     * @param name the table's alias in the statement; must differ from the name of the tree's table
     * @param roots a condition on the table's columns
     * @return the table
     * @throws IllegalArgumentException if the name is blank, or is that of the tree's table
     */
    public WalkTable<K> as(String name, Condition roots) {
        return query().table(name, Objects.requireNonNull(roots, "roots"));
    }

    private Set<K> distinct(Collection<K> roots) {
        Set<K> distinct = new LinkedHashSet<>(roots);
        if (distinct.contains(null)) {
            throw new IllegalArgumentException("null is among the roots of " + name()
                    + ": no node has it as its id; to start from the nodes without a parent, pass a condition");
        }
        return distinct;
    }

    private NodeReader<K, V> reader() {
        return new NodeReader<>(query().columns(), mapper, siblings);
    }

    private WalkQuery<K> query() {
        WalkQuery<K> known = query;
        if (known == null) {
            query = known = new WalkQuery<>(shape, shape.up() || siblings != null);
        }
        return known;
    }

    WalkShape<K> shape() {
        return shape;
    }

    /** {@return the SQL text of the query} */
    String sql(DSLContext dsl) {
        return query().sql(dsl, List.of());
    }

    @Override
    public String name() {
        return shape.name();
    }

    /** {@return an empty list} */
    @Override
    public Nodes<K, V> absent() {
        return Nodes.none();
    }

    /**
     * {@return every name in the text of the query: the table, those in conditions, and other names that do no harm}
     */
    @Override
    public Set<String> tables() {
        Set<String> known = tables;
        if (known == null) {
            tables = known = SqlNames.of(sql(DSL.using(SQLDialect.POSTGRES)));
        }
        return known;
    }

    /**
     * Sends the query: one statement for all ids of the batch.
     *
     * @param batch the ids, from a scope that has a {@link DSLContext}
     * @return the nodes of each id
     */
    @Override
    public Map<K, Nodes<K, V>> load(Batch<K> batch) {
        return fetchGroups(batch.resource(DSLContext.class), batch.keys());
    }

    /**
     * {@return true if the other object is this walk, or if both are a tree's {@code descendants()}, or its
     * {@code ancestors()}, without options}
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Walk<?, ?> walk && identity.equals(walk.identity);
    }

    @Override
    public int hashCode() {
        return identity.hashCode();
    }

    @Override
    public String toString() {
        return "Walk " + name();
    }
}
