package io.datasafe.jooq.tree;

import io.datasafe.jooq.internal.KeyColumns;
import io.datasafe.jooq.load.Key2;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Queries;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A tree stored in a table whose rows name their parent: categories, organisations, parts. A constant, immutable and
 * thread-safe: each method returns a new tree. Building one sends nothing.
 *
 * <pre>{@code
 * static final Tree<Long, Category> CATEGORIES = Tree.of(CATEGORY.ID, CATEGORY.PARENT_ID).map(Category::of);
 * static final Walk<Long, Category> BELOW = CATEGORIES.descendants().maxDepth(5);
 *
 * Nodes<Long, Category> nodes = BELOW.fetch(dsl, 42L);
 * CATEGORIES.move(t.dsl(), 7L, 42L);
 * }</pre>
 *
 * @param <K> the id's type
 * @param <V> the type that a row is mapped to
 * @since 0.1
 */
public final class Tree<K, V> {
    private final TreeDefinition<K> hierarchy;
    private final Function<Record, ? extends V> mapper;

    private Tree(TreeDefinition<K> hierarchy, Function<Record, ? extends V> mapper) {
        this.hierarchy = hierarchy;
        this.mapper = mapper;
    }

    /**
     * Makes a tree from its two columns. A root has null as its parent.
     *
     * @param id the id column; unique. If it knows its table, as a generated field or one with a qualified name does,
     *     that table is read; otherwise {@link #from} names it
     * @param parent the parent column, of the same type
     * @param <K> the id's type
     * @return the tree
     * @throws IllegalArgumentException if the columns' types are unknown or differ, or if Java and PostgreSQL do not
     *     agree on the type's equality, as for numeric
     */
    public static <K> Tree<K, Record> of(Field<K> id, Field<K> parent) {
        return of(null, id, parent, KeyColumns.of(id));
    }

    /**
     * Makes a tree whose ids are unique only within another column that a node and its parent share, such as a tenant.
     *
     * @param shared the column that a node and its parent share
     * @param id the id column; unique together with the shared column
     * @param parent the parent column, of the id's type
     * @param <S> the shared column's type
     * @param <K> the id's type
     * @return the tree; an id is a pair of the shared column's value and the node's own
     * @throws IllegalArgumentException as {@link #of(Field, Field)} does
     */
    public static <S, K> Tree<Key2<S, K>, Record> of(Field<S> shared, Field<K> id, Field<K> parent) {
        Objects.requireNonNull(shared, "shared");
        return of(shared, id, parent, KeyColumns.of(List.of(shared, id), key ->
                new Object[] {key.first(), key.second()}));
    }

    private static <K> Tree<K, Record> of(@Nullable Field<?> shared, Field<?> id, Field<?> parent, KeyColumns<K> key) {
        TreeDefinition<K> hierarchy =
                new TreeDefinition<>(null, key.table(), shared, id, parent, key, List.of(), DSL.noCondition());
        return new Tree<>(hierarchy, row -> row);
    }

    /**
     * Reads the tree from another table than the id column's, for example from a view of it.
     *
     * @param table the table
     * @return a new tree
     */
    public Tree<K, V> from(Table<?> table) {
        return new Tree<>(hierarchy.from(Objects.requireNonNull(table, "table")), mapper);
    }

    /**
     * Selects fewer columns, or expressions. The id and the parent are added if they are missing. A table that is not
     * generated needs this call, because its columns are unknown.
     *
     * @param fields what to select; at least one
     * @return a new tree
     * @throws IllegalArgumentException if there are no fields
     */
    public Tree<K, V> select(Field<?>... fields) {
        return new Tree<>(hierarchy.select(List.copyOf(Arrays.asList(fields))), mapper);
    }

    /**
     * Maps each row, or the result of the previous mapping.
     *
     * @param mapping called once per row
     * @param <W> the type of the result
     * @return a new tree
     */
    public <W> Tree<K, W> map(Function<? super V, ? extends W> mapping) {
        Objects.requireNonNull(mapping, "mapping");
        Function<Record, ? extends V> before = mapper;
        return new Tree<>(hierarchy, row -> mapping.apply(before.apply(row)));
    }

    /**
     * Limits the tree to the rows that meet a condition, such as those of a tenant or those not deleted. Rows out of
     * scope do not exist for reads or for changes. Several conditions are combined with AND.
     *
     * @param condition a condition on the table's columns
     * @return a new tree
     */
    public Tree<K, V> scope(Condition condition) {
        return new Tree<>(hierarchy.scope(Objects.requireNonNull(condition, "condition")), mapper);
    }

    /**
     * Names the tree.
     *
     * @param name used in messages, statistics and events; not blank. Default: the table's name
     * @return a new tree
     * @throws IllegalArgumentException if the name is blank
     */
    public Tree<K, V> named(String name) {
        return new Tree<>(hierarchy.named(name), mapper);
    }

    /** {@return the walk from nodes down to all their descendants} */
    public Walk<K, V> descendants() {
        return Walk.of(this, false);
    }

    /** {@return the walk from nodes up to their parents and on to the roots} */
    public Walk<K, V> ancestors() {
        return Walk.of(this, true);
    }

    /**
     * Finds the cycles in the whole table: rows that are their own ancestors, which a walk from the roots never
     * reaches. A row whose parent is null, missing or out of scope is a root and on no cycle. Nodes that hang below a
     * cycle are not listed.
     *
     * <p>Sends one statement, whatever it finds:
     * {@code select id, parent from t where parent is not null and id in (select parent from t) order by id}, read
     * through a cursor. The server joins the table with itself once. With an index on the parent it merges two indexes
     * in almost no memory; without one it hashes and sorts within {@code work_mem} and temporary files. There is no
     * recursion, so depth does not matter: a million rows took 0.15 to 0.25 s, and a walk from the roots 0.8 to 3.4 s.
     * The heap holds each row that has a parent and a child, about 150 bytes with a bigint id: a tenth of a tree whose
     * nodes have ten children each, and all of a chain. Outside of a transaction the driver holds the whole result as
     * well; within one it holds 5000 rows.
     *
     * @param dsl the context that sends the query
     * @return each cycle once, as ids: each is the parent of the next, and the last that of the first. A cycle begins
     *     with the id that the database sorts first, and the cycles are sorted in the same way. Empty if there is none;
     *     unmodifiable
     * @throws IllegalStateException if two rows that were read have the same id
     */
    public List<List<K>> findCycles(DSLContext dsl) {
        return new WholeTable<>(hierarchy).findCycles(dsl);
    }

    /**
     * Adds up a value over the subtree of each node in the table: the node's own and those of all its descendants.
     * {@code rollUp(dsl, DSL.inline(1))} counts the nodes.
     *
     * <p>Sends one statement, {@code select id, parent, value from t}, read through a cursor, and adds up in Java. The
     * server does one scan, whatever the tree's shape. Adding up level by level in a recursive query took the server 3
     * to 10 s for a million rows, growing faster than linearly with the depth. The heap holds all rows, about 220 bytes
     * each with a bigint id and the result. Outside of a transaction the driver holds the whole result as well; within
     * one it holds 5000 rows.
     *
     * @param dsl the context that sends the query
     * @param value a column, or an expression on the table's columns; null counts as 0
     * @return the sum of every node in scope, by id; unmodifiable. Sums are exact and never overflow. Compare them with
     *     {@code compareTo}: the scale of a sum is the largest of its values
     * @throws CycleException if a node is its own ancestor; names one cycle
     * @throws ArithmeticException if a value is not finite
     * @throws IllegalStateException if two rows have the same id
     */
    public Map<K, BigDecimal> rollUp(DSLContext dsl, Field<? extends @Nullable Number> value) {
        return new WholeTable<>(hierarchy).rollUp(dsl, value);
    }

    /**
     * Adds up a value over the subtree of each node below some nodes. Sends one statement, that of
     * {@link #descendants}, and adds up in Java.
     *
     * @param dsl the context that sends the query
     * @param value a column, or an expression on the table's columns; null counts as 0
     * @param roots the ids of the topmost nodes; an unknown id is ignored. Without ids nothing is sent
     * @return the sums of the given nodes and of all nodes below them, by id; unmodifiable
     * @throws CycleException if one of the given nodes is its own ancestor
     * @throws ArithmeticException if a value is not finite
     */
    public Map<K, BigDecimal> rollUp(DSLContext dsl, Field<? extends @Nullable Number> value, Collection<K> roots) {
        Tree<K, BigDecimal> values =
                new Tree<>(hierarchy.select(List.of(value)), row -> Sums.exact((Number) row.get(0)));
        return new WholeTable<>(hierarchy).rollUp(values.descendants().fetch(dsl, roots));
    }

    /**
     * Moves a node, with all its descendants, to another parent. No two moves can create a cycle together, however they
     * interleave: each holds a lock until its transaction ends (see <em>SQL</em>), and checks against what was
     * committed before. If the node has this parent already, nothing changes.
     *
     * <p><em>SQL.</em> Two statements, so two round trips. The first takes {@code pg_advisory_xact_lock} on the table's
     * oid; if ids have two columns, it locks the value of the shared one, so that tenants do not wait for each other.
     * {@code lock_timeout} bounds the wait (55P03). The second walks up from the new parent, also through rows out of
     * scope, and updates the node's row unless it meets the node. In a SERIALIZABLE transaction it locks the rows on
     * the way {@code FOR SHARE}, and fails with 40001 if one of them was changed since the transaction began. An
     * existing cycle does not stop the walk; to repair one, make one of its nodes a root.
     *
     * <p>The lock stops only those who take it: {@code move}, {@link #deleteSubtree}, and all writers of a table on
     * which {@link #guardDdl} is installed. Transactions that move nodes of two trees or tenants in different orders
     * can deadlock (40P01): the server ends one of them, and {@link io.datasafe.tx.Retry} repeats it. A rollback to a
     * savepoint undoes the move and releases its lock.
     *
     * @param dsl a context in a READ COMMITTED or SERIALIZABLE transaction
     * @param node the node to move
     * @param newParent the parent to move it to; null makes the node a root
     * @return true if the node was moved; false if it had this parent already
     * @throws CycleException if the new parent is the node itself or one of its descendants; names the cycle
     * @throws TreeChangeException if the node or the parent does not exist, or the transaction is not one in which a
     *     move is safe; nothing was changed
     * @throws org.jooq.exception.DataAccessException if the server rejects one of the statements
     */
    public boolean move(DSLContext dsl, K node, @Nullable K newParent) {
        return new Move<>(hierarchy, node, newParent).run(dsl);
    }

    /**
     * Deletes a node and all its descendants, or nothing.
     *
     * <p><em>SQL.</em> Two statements, so two round trips. The first takes the lock of {@link #move}, so that no one
     * who takes it moves a node in or out meanwhile. The second walks down, stops if there are more rows than allowed,
     * and deletes. It ends on cycles too.
     *
     * <p><em>Scope.</em> The walk goes through rows out of scope. If it meets one, nothing is deleted: the row would
     * lose its parent, violate the foreign key, or be deleted by it unseen. To delete such rows too, use a tree without
     * the scope.
     *
     * <p><em>Children inserted meanwhile.</em> With a foreign key on the parent, either the insert fails (23503), or
     * this statement fails and deletes nothing; ON DELETE CASCADE deletes such a child too. Without a foreign key the
     * child stays, without a parent.
     *
     * @param dsl a context in a READ COMMITTED or SERIALIZABLE transaction
     * @param root the node to delete
     * @param mostRows the most rows to delete, including the node itself; at least 1
     * @return the number of deleted rows; rows that other transactions deleted meanwhile do not count
     * @throws IllegalArgumentException if {@code mostRows} is less than 1
     * @throws TreeChangeException if there are more rows, or some are out of scope, or the node does not exist, or the
     *     transaction is not one in which a deletion is safe; nothing was deleted
     * @throws org.jooq.exception.DataAccessException if the server rejects one of the statements
     */
    public int deleteSubtree(DSLContext dsl, K root, int mostRows) {
        return new DeleteSubtree<>(hierarchy, root, mostRows).run(dsl);
    }

    /**
     * Returns the DDL of a trigger that keeps the table free of cycles, whatever writes to it: {@link #move}, an UPDATE
     * of one or many rows, COPY, or another program. Run it in a migration, as in
     * {@code dsl.batch(TREE.guardDdl()).execute()}, or print it. It can be run again at any time.
     *
     * <p><em>SQL.</em> {@code CREATE OR REPLACE FUNCTION} and {@code CREATE OR REPLACE TRIGGER}, both named
     * <em>table_parent_guard</em>, in the table's schema; a name over 63 bytes ends with a hash. The trigger is BEFORE
     * INSERT OR UPDATE OF the id and the parent, FOR EACH ROW. For a row that gets a parent it takes the lock of
     * {@link #move} until the transaction ends, then walks up, and raises {@code 23514} (check_violation),
     * {@code cycle: 3 <- 2 <- 3}, if it meets the row. In REPEATABLE READ it raises {@code 25000}, because such a
     * transaction does not see what others committed. In SERIALIZABLE it locks the rows on the way FOR SHARE, and fails
     * with 40001 if one of them was changed. Scope plays no part. After the table is renamed or copied the trigger
     * raises {@code 55000}: run this DDL again.
     *
     * <p><em>Cost.</em> Rows that get a parent, inserted ones too, wait for each other until their transactions end. At
     * a depth of 6 the trigger takes 18 µs per row; an INSERT without it takes 2.5 µs. An UPDATE locks its row before
     * the trigger runs, and {@link #move} locks it after taking the lock: when the two meet at one row, the server may
     * end one of them (40P01).
     *
     * <p>The guard does not see a change of the parent made by a later BEFORE trigger, that is, one whose name comes
     * later in the alphabet.
     *
     * @return two statements without bind values
     * @throws IllegalStateException if the tree has no table
     */
    public Queries guardDdl() {
        return new GuardDdl(hierarchy).queries();
    }

    /**
     * Returns the DDL of a function that returns a node's descendants, for SQL written without datasafe:
     * {@code select * from name(42)}, or {@code cross join lateral name(t.id)}. PostgreSQL inlines the function, so the
     * plan is that of the query itself. It ends on cycles, and keeps the tree's scope as of this call.
     *
     * <p><em>SQL.</em> {@code CREATE OR REPLACE FUNCTION .. LANGUAGE sql STABLE BEGIN ATOMIC}. The argument is the id
     * (for two-column ids first the shared value); the result has the tree's columns and {@code depth int}, 0 for the
     * node itself. The function depends on the columns, so drop it before you drop one of them, and before you create
     * it with other columns.
     *
     * @param name the function's name, in the table's schema; at most 63 bytes
     * @return the statement, without bind values
     * @throws IllegalArgumentException if the name is blank or too long, or the tree has a column named depth
     * @throws IllegalStateException if the tree has no table, or does not know its columns
     */
    public Query functionDdl(String name) {
        return new WalkDdl(hierarchy, name).function();
    }

    /**
     * Returns the DDL of a view of the whole tree, for tools that can read nothing else. It has the start node of each
     * row, the tree's columns, and {@code depth}. Nodes that no root in scope leads to are not in the view, so cycles
     * are not in it either.
     *
     * <p>PostgreSQL walks the whole tree for each query, whatever its WHERE: {@code where id = 500} took 1.0 s on
     * 1,111,111 nodes, and {@link #functionDdl} 13 ms for a node with 11,110 descendants. Use the function wherever
     * possible.
     *
     * <p><em>SQL.</em> {@code CREATE OR REPLACE VIEW}; drop the view before you create it with other columns.
     *
     * @param name the view's name, in the table's schema; at most 63 bytes
     * @return the statement, without bind values
     * @throws IllegalArgumentException if the name is blank or too long, or the tree has a column named depth or root
     * @throws IllegalStateException if the tree has no table, or does not know its columns
     */
    public Query viewDdl(String name) {
        return new WalkDdl(hierarchy, name).view();
    }

    /**
     * Checks the table for what makes the tree slow or wrong: a missing index on the parent, an id that is not unique,
     * wrong names.
     *
     * <p><em>SQL.</em> One query of {@code pg_class}, {@code pg_attribute} and {@code pg_index}. Names are resolved as
     * this context renders them, so with its search_path. Indexes that are partial, invalid, or neither btree nor hash
     * do not count.
     *
     * @param dsl the context that sends the query
     * @return all defects, warnings included; empty if there are none
     */
    public List<TreeDefect> check(DSLContext dsl) {
        return List.copyOf(new TableInspection(dsl, hierarchy, TreeTable.read(dsl, hierarchy)).ofTree());
    }

    /**
     * Checks the table, for the start of a service or a test: throws if {@link #check} finds more than warnings.
     *
     * @param dsl the context that sends the query
     * @throws TreeDefectException if there is a defect; it lists all of them, with the SQL that repairs them
     */
    public void verify(DSLContext dsl) {
        TreeDefectException.throwIfAny("tree '" + hierarchy.name() + "'", check(dsl));
    }

    /** {@return the definition of this tree} */
    TreeDefinition<K> hierarchy() {
        return hierarchy;
    }

    /** {@return the mapping from a row to a value} */
    Function<Record, ? extends V> mapper() {
        return mapper;
    }
}
