package io.datasafe.jooq.tree;

import io.datasafe.jooq.internal.KeyColumns;
import io.datasafe.jooq.load.Key2;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A table whose rows name their parent: categories, organisations, parts. A constant, immutable and thread-safe: each method gives another one.
 *
 * <pre>{@code
 * static final Tree<Long, Category> CATEGORIES = Tree.of(CATEGORY.ID, CATEGORY.PARENT_ID).map(Category::of);
 * static final Walk<Long, Category> BELOW = CATEGORIES.descendants().maxDepth(5);
 *
 * Nodes<Long, Category> nodes = BELOW.fetch(dsl, 42L);
 * CATEGORIES.move(t.dsl(), 7L, 42L);
 * }</pre>
 *
 * @param <K> the id
 * @param <V> what is made of a row
 * @since 0.1
 */
public final class Tree<K, V> {
    private final Hierarchy<K> hierarchy;
    private final Function<Record, ? extends V> mapper;

    private Tree(Hierarchy<K> hierarchy, Function<Record, ? extends V> mapper) {
        this.hierarchy = hierarchy;
        this.mapper = mapper;
    }

    /**
     * A tree by its two columns. A root's parent is null.
     *
     * @param id the id's column; unique. If it knows its table, as a generated field or one with a qualified name does, that is what is read
     * @param parent the parent's column, of the same type
     * @param <K> the id
     * @return the tree
     * @throws IllegalArgumentException if the type is unknown, or one that Java and PostgreSQL do not agree on what is equal in, such as numeric
     */
    public static <K> Tree<K, Record> of(Field<K> id, Field<K> parent) {
        return of(null, id, parent, KeyColumns.of(id));
    }

    /**
     * A tree whose ids are unique within something that a node and its parent share only, such as a tenant.
     *
     * @param shared the column that both share
     * @param id the id's column; unique together with the shared one
     * @param parent the parent's column, of the id's type
     * @param <S> the shared column's type
     * @param <K> the id's type
     * @return the tree, whose ids are of both columns
     * @throws IllegalArgumentException as {@link #of(Field, Field)} does
     */
    public static <S, K> Tree<Key2<S, K>, Record> of(Field<S> shared, Field<K> id, Field<K> parent) {
        Objects.requireNonNull(shared, "shared");
        return of(shared, id, parent, KeyColumns.of(List.of(shared, id), key ->
                new Object[] {key.first(), key.second()}));
    }

    private static <K> Tree<K, Record> of(@Nullable Field<?> shared, Field<?> id, Field<?> parent, KeyColumns<K> key) {
        Hierarchy<K> hierarchy =
                new Hierarchy<>(null, key.table(), shared, id, parent, key, List.of(), DSL.noCondition());
        return new Tree<>(hierarchy, row -> row);
    }

    /**
     * A tree that is read from another table than that of its id's column, such as a view of it.
     *
     * @param table the table
     * @return the tree
     */
    public Tree<K, V> from(Table<?> table) {
        return new Tree<>(hierarchy.from(Objects.requireNonNull(table, "table")), mapper);
    }

    /**
     * The same with fewer columns, or with expressions. The id and the parent are added where they are missing. A table that is not generated
     * needs this: its columns are not known.
     *
     * @param fields what to select; at least one
     * @return the tree
     */
    public Tree<K, V> select(Field<?>... fields) {
        return new Tree<>(hierarchy.select(List.copyOf(Arrays.asList(fields))), mapper);
    }

    /**
     * What is made of a row, or of what was made of it so far.
     *
     * @param mapping called once for each row
     * @param <W> what it makes
     * @return the tree
     */
    public <W> Tree<K, W> map(Function<? super V, ? extends W> mapping) {
        Objects.requireNonNull(mapping, "mapping");
        Function<Record, ? extends V> before = mapper;
        return new Tree<>(hierarchy, row -> mapping.apply(before.apply(row)));
    }

    /**
     * The part of the table that is the tree: the rows of a tenant, those not deleted. What is out of scope is not there, neither for what is read
     * nor for what is changed. Conditions add up.
     *
     * @param condition on the table's columns
     * @return the tree
     */
    public Tree<K, V> scope(Condition condition) {
        return new Tree<>(hierarchy.scope(Objects.requireNonNull(condition, "condition")), mapper);
    }

    /**
     * The same under another name.
     *
     * @param name for messages, statistics and events; by default that of the table
     * @return the tree
     */
    public Tree<K, V> named(String name) {
        return new Tree<>(hierarchy.named(name), mapper);
    }

    /** {@return the walk from nodes to all that is below them} */
    public Walk<K, V> descendants() {
        return Walk.of(this, false);
    }

    /** {@return the walk from nodes to their parents, and on to the top} */
    public Walk<K, V> ancestors() {
        return Walk.of(this, true);
    }

    /**
     * Finds the loops in the whole table: rows that are their own ancestors, which a walk from the roots never comes to. Whose parent is null, missing or
     * out of scope is a root, and no loop. What hangs below a loop is not named.
     *
     * <p>Sends one statement, whatever there is to find: {@code select id, parent from t where parent is not null and id in (select parent from t)
     * order by id}, read by a cursor. The server joins the table with itself, once: with an index on the parent it merges two indexes in no memory to speak
     * of, without one it hashes and sorts within {@code work_mem} and temporary files. No recursion, so the depth does not matter. The heap holds each row that
     * has a parent and a child, of about 150 bytes with its id: a tenth of a tree whose nodes have ten children each, and all of one that is a
     * chain. Outside of a transaction the driver holds the whole answer as well; within one, 5000 rows of it.
     *
     * @param dsl where to read
     * @return each loop once, as ids, each followed by its parent, and the last one's parent is the first. A loop begins with the id that the database orders
     *     first, and so do the loops. None if there is none
     * @throws IllegalStateException if two rows on the way have the same id
     */
    public List<List<K>> findCycles(DSLContext dsl) {
        return new WholeTable<>(hierarchy).findCycles(dsl);
    }

    /**
     * Sums a value over the subtree of each node of the table: its own and that of all nodes below it. {@code rollUp(dsl, DSL.inline(1))} counts the nodes.
     *
     * <p>Sends one statement, {@code select id, parent, value from t}, read by a cursor, and adds up here: for the server it is one scan, whatever the
     * tree's shape. The heap holds all rows, of about 250 bytes each with the result. Outside of a transaction the driver holds the whole answer as well;
     * within one, 5000 rows of it.
     *
     * @param dsl where to read
     * @param value a column, or an expression of the table's columns; null counts as 0
     * @return the sum by id, of every node in scope; unmodifiable. Exact, and wide enough for any values: compare sums by {@code compareTo}, as their scale is
     *     the largest of those that went into them
     * @throws CycleException if a node is its own ancestor: it names one loop
     * @throws ArithmeticException if a value is not finite
     * @throws IllegalStateException if two rows have the same id
     */
    public Map<K, BigDecimal> rollUp(DSLContext dsl, Field<? extends @Nullable Number> value) {
        return new WholeTable<>(hierarchy).rollUp(dsl, value);
    }

    /**
     * Gives a node, with all that is below it, another parent. No two moves make a loop together, however they meet: each holds a lock until its
     * transaction ends (see <em>SQL</em>), and the check is made on what was committed before. A node that has this parent already is left alone.
     *
     * <p><em>SQL.</em> Two statements, so two round trips. The first takes {@code pg_advisory_xact_lock} on the oid of the table; where ids are of two
     * columns, on the value of the shared one, so that tenants do not wait for each other. {@code lock_timeout} bounds the wait (55P03). The second
     * walks up from the new parent, through rows out of scope too, and updates the node's row if the node is not met. In a
     * SERIALIZABLE transaction it locks the rows that it met {@code FOR SHARE}: who changed one of them since the transaction began makes it fail with
     * 40001. A loop that is there already does not hold the walk up; to mend one, make one of its nodes a root.
     *
     * <p>The lock stops those who take it: {@code move}, deletions, and everyone else where the guard is installed. Transactions that move nodes of
     * two trees or tenants, in different orders, can deadlock (40P01): the server ends one, and {@link io.datasafe.tx.Retry} repeats it.
     * After a rollback to a savepoint the move and its lock are gone.
     *
     * @param dsl in a transaction that is READ COMMITTED or SERIALIZABLE
     * @param node which one
     * @param newParent under which node; null makes it a root
     * @return false if it was there already
     * @throws CycleException if the new parent is the node itself or below it; says the loop
     * @throws TreeChangeException if there is no such node or parent, or the transaction is none in which this is safe; nothing was changed
     * @throws org.jooq.exception.DataAccessException what the server says of the two statements
     */
    public boolean move(DSLContext dsl, K node, @Nullable K newParent) {
        return new Move<>(hierarchy, node, newParent).run(dsl);
    }

    /** {@return what this tree is made of} */
    Hierarchy<K> hierarchy() {
        return hierarchy;
    }

    /** {@return what makes a value of a row} */
    Function<Record, ? extends V> mapper() {
        return mapper;
    }
}
