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
 * What is below or above nodes of a tree, with one query for any number of them. A constant, immutable and thread-safe: each method gives another
 * one. It is a {@link Loader} too, so that a scope can load what belongs to all rows of a page.
 *
 * <pre>{@code
 * static final Walk<Long, Category> BELOW = CATEGORIES.descendants().maxDepth(5).descendWhile(CATEGORY.ACTIVE.isTrue());
 *
 * Nodes<Long, Category> nodes = BELOW.fetch(dsl, 42L);
 * Map<Long, Nodes<Long, Category>> crumbs = CATEGORIES.ancestors().fetchGroups(dsl, ids);
 * }</pre>
 *
 * <p>The SQL is a recursive query: {@code with recursive w as (select .. from category where id = any(array(select unnest(cast(? as bigint[]))))
 * union all select .. from w cross join lateral (select .. from category where parent_id = w.id and id <> w.root offset 0) n)}. Its text does not
 * depend on the number of roots. It ends on any data: of nodes that form a loop, each comes once for each root. On the way down it uses an index
 * on the parent, on the way up one on the id, for each node: without the index, each step reads the whole table. PostgreSQL guesses that a
 * recursive query is expensive, and where {@code jit} is on it may compile it for longer than it runs: turn that off for such connections.
 *
 * @param <K> the id
 * @param <V> what is made of a row
 * @since 0.1
 */
public final class Walk<K, V> implements Loader<K, Nodes<K, V>> {
    private final WalkShape<K> shape;
    private final Function<Record, ? extends V> mapper;
    private final @Nullable Comparator<? super V> siblings;
    private final Object identity;

    /** Made when they are first asked for; two threads may do so twice, and make the same. */
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

    /** What makes two walks of a tree the same: nothing was said about either. */
    private record Plain(Tree<?, ?> tree, boolean up) {}

    static <K, V> Walk<K, V> of(Tree<K, V> tree, boolean up) {
        return new Walk<>(WalkShape.of(tree.hierarchy(), up), tree.mapper(), null, new Plain(tree, up));
    }

    private Walk<K, V> with(WalkShape<K> changed) {
        return new Walk<>(changed, mapper, siblings, new Object());
    }

    /**
     * Goes so far and no further. Where there is more, nodes say {@link Node#cut} and all of them {@link Nodes#truncated}.
     *
     * @param steps from a root, at least 0: the roots alone. By default there is no bound
     * @return the walk
     * @throws IllegalArgumentException if it is negative
     */
    public Walk<K, V> maxDepth(int steps) {
        return with(shape.maxDepth(steps));
    }

    /**
     * Stops at nodes for which a condition does not hold: neither they are there nor what is behind them, unless there is another way to it.
     * Roots too. Conditions add up.
     *
     * @param condition on the table's columns
     * @return the walk
     */
    public Walk<K, V> descendWhile(Condition condition) {
        return with(shape.descendWhile(Objects.requireNonNull(condition, "condition")));
    }

    /**
     * Leaves out nodes for which a condition does not hold, but not what is behind them. Conditions add up.
     *
     * @param condition on the table's columns
     * @return the walk
     */
    public Walk<K, V> where(Condition condition) {
        return with(shape.where(Objects.requireNonNull(condition, "condition")));
    }

    /** {@return the walk without its roots} */
    public Walk<K, V> excludeStart() {
        return with(shape.withoutStart());
    }

    /**
     * A walk that is known to come to a good part of the table: PostgreSQL may then read all of it instead of using an index for each node. On a
     * large table, for a few nodes, that is slower by orders of magnitude.
     *
     * @return the walk
     */
    public Walk<K, V> wholeTable() {
        return with(shape.ofWholeTable());
    }

    /**
     * A walk whose nodes know their {@link Node#path}. Each row then carries all ids on its way.
     *
     * @return the walk
     */
    public Walk<K, V> withPath() {
        return with(shape.withPath());
    }

    /**
     * A walk whose nodes know whether they are a {@link Node#leaf}.
     *
     * @return the walk
     * @throws IllegalArgumentException if this is a walk to the ancestors
     */
    public Walk<K, V> withLeaf() {
        return with(shape.withLeaf());
    }

    /**
     * A walk that carries a value along: see {@link Node#get}.
     *
     * @param fold how
     * @return the walk
     * @throws IllegalArgumentException if there is one of that name
     */
    public Walk<K, V> fold(Fold<?> fold) {
        return with(shape.fold(fold));
    }

    /**
     * Brings nodes depth first, each before what is below it. By default they come by depth. Roots are sorted as siblings are, but {@link
     * #fetchGroups} keeps the order in which they were asked for. Sorted in Java: nodes that {@code where} leaves out are fetched and mapped
     * too.
     *
     * @param order of siblings; those that are equal come in any order
     * @return the walk
     * @throws IllegalArgumentException if this is a walk to the ancestors, which have no siblings
     */
    public Walk<K, V> orderSiblings(Comparator<? super V> order) {
        Objects.requireNonNull(order, "order");
        if (shape.up()) {
            throw new IllegalArgumentException(
                    "orderSiblings is of descendants: on the way up there is one node after another");
        }
        return new Walk<>(shape, mapper, order, new Object());
    }

    /**
     * Walks from one node.
     *
     * @param dsl where to
     * @param root its id
     * @return the nodes, by depth or as {@link #orderSiblings} says; none if there is no such node
     */
    public Nodes<K, V> fetch(DSLContext dsl, K root) {
        return fetch(dsl, List.of(root));
    }

    /**
     * Walks from nodes. A node that lies below two of them comes once for each.
     *
     * @param dsl where to
     * @param roots their ids; one that is there twice counts once, and one that there is no node of does not count. For none, nothing is sent
     * @return the nodes, by depth or as {@link #orderSiblings} says
     * @throws IllegalArgumentException if there is null among the ids
     */
    public Nodes<K, V> fetch(DSLContext dsl, Collection<K> roots) {
        Set<K> distinct = distinct(roots);
        return distinct.isEmpty() ? Nodes.none() : arrivals().all(query().fetch(dsl, distinct));
    }

    /**
     * Walks from the nodes for which a condition holds.
     *
     * @param dsl where to
     * @param roots on the table's columns, such as {@code CATEGORY.PARENT_ID.isNull()}
     * @return the nodes, by depth or as {@link #orderSiblings} says
     */
    public Nodes<K, V> fetch(DSLContext dsl, Condition roots) {
        return arrivals().all(query().fetch(dsl, Objects.requireNonNull(roots, "roots")));
    }

    /**
     * Walks from nodes, and tells apart what belongs to each.
     *
     * @param dsl where to
     * @param roots their ids. For none, nothing is sent
     * @return for each id that was asked for, in that order, its nodes; none where there is no such node
     * @throws IllegalArgumentException if there is null among the ids
     */
    public Map<K, Nodes<K, V>> fetchGroups(DSLContext dsl, Collection<K> roots) {
        Set<K> distinct = distinct(roots);
        return distinct.isEmpty() ? Map.of() : arrivals().byRoot(query().fetch(dsl, distinct), distinct);
    }

    /**
     * Walks from one node, and nests what it comes to.
     *
     * @param dsl where to
     * @param root its id
     * @return the nodes of {@link #fetch(DSLContext, Object)} as a forest; siblings in any order, unless {@link #orderSiblings} says one
     */
    public Forest<K, V> fetchForest(DSLContext dsl, K root) {
        return Forest.of(fetch(dsl, root));
    }

    /**
     * Walks from nodes, and nests what it comes to.
     *
     * @param dsl where to
     * @param roots their ids. For none, nothing is sent
     * @return the nodes of {@link #fetch(DSLContext, Collection)} as a forest: one that lies below two of them is there once below each
     * @throws IllegalArgumentException if there is null among the ids
     */
    public Forest<K, V> fetchForest(DSLContext dsl, Collection<K> roots) {
        return Forest.of(fetch(dsl, roots));
    }

    /**
     * Walks from the nodes for which a condition holds, and nests what it comes to.
     *
     * @param dsl where to
     * @param roots on the table's columns, such as {@code CATEGORY.PARENT_ID.isNull()}
     * @return the nodes of {@link #fetch(DSLContext, Condition)} as a forest
     */
    public Forest<K, V> fetchForest(DSLContext dsl, Condition roots) {
        return Forest.of(fetch(dsl, roots));
    }

    /**
     * The walk from one node as a table of a statement.
     *
     * @param name what the statement calls it; not that of the tree's table
     * @param root its id
     * @return the table
     * @throws IllegalArgumentException if the name is blank, or that of the table
     */
    public WalkTable<K> as(String name, K root) {
        return as(name, List.of(root));
    }

    /**
     * The walk from nodes as a table of a statement.
     *
     * @param name what the statement calls it; not that of the tree's table
     * @param roots their ids
     * @return the table
     * @throws IllegalArgumentException if the name is blank, or that of the table, or if there is null among the ids
     */
    public WalkTable<K> as(String name, Collection<K> roots) {
        return query().table(name, distinct(roots));
    }

    /**
     * The walk from those nodes for which a condition holds as a table of a statement.
     *
     * @param name what the statement calls it; not that of the tree's table
     * @param roots on the table's columns
     * @return the table
     * @throws IllegalArgumentException if the name is blank, or that of the table
     */
    public WalkTable<K> as(String name, Condition roots) {
        return query().table(name, Objects.requireNonNull(roots, "roots"));
    }

    private Set<K> distinct(Collection<K> roots) {
        Set<K> distinct = new LinkedHashSet<>(roots);
        if (distinct.contains(null)) {
            throw new IllegalArgumentException("null is among the roots of " + name()
                    + ": it is the id of no node; for those that have no parent, say so by a condition");
        }
        return distinct;
    }

    private NodeReader<K, V> arrivals() {
        return new NodeReader<>(shape, mapper, siblings);
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

    /** {@return what is sent} */
    String sql(DSLContext dsl) {
        return query().sql(dsl, List.of());
    }

    @Override
    public String name() {
        return shape.name();
    }

    /** {@return no nodes} */
    @Override
    public Nodes<K, V> absent() {
        return Nodes.none();
    }

    /** {@return every name in the text of the query: the table, those in conditions, and others that do no harm} */
    @Override
    public Set<String> tables() {
        Set<String> known = tables;
        if (known == null) {
            tables = known = SqlNames.of(sql(DSL.using(SQLDialect.POSTGRES)));
        }
        return known;
    }

    /**
     * Sends the query.
     *
     * @param batch the ids, in a scope that has a {@link DSLContext}
     * @return the nodes of each
     */
    @Override
    public Map<K, Nodes<K, V>> load(Batch<K> batch) {
        return fetchGroups(batch.resource(DSLContext.class), batch.keys());
    }

    /** {@return whether it is the same walk, or both are a tree's {@code descendants()}, or both its {@code ancestors()}, with nothing more said} */
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
