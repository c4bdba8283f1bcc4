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
     * Finds the loops in the whole table: rows that are their own ancestors, which a walk from the roots never comes to. A row whose parent is null,
     * missing or out of scope is a root, and no loop. What hangs below a loop is not named.
     *
     * <p>Sends one statement, whatever there is to find: {@code select id, parent from t where parent is not null and id in (select parent from t)
     * order by id}, read by a cursor. The server joins the table with itself, once: with an index on the parent it merges two indexes, in no memory
     * to speak of; without one it hashes and sorts, within {@code work_mem} and temporary files. No recursion, so the depth does not matter: at a
     * million rows it took 0.15 to 0.25 s, against 0.8 to 3.4 s for a walk from the roots. The heap holds each row that has a parent and a child,
     * about 150 bytes with a bigint id: a tenth of a tree whose nodes have ten children each, all of one that is a chain. Outside of a transaction
     * the driver holds the whole answer as well; within one, 5000 rows of it.
     *
     * @param dsl where to read
     * @return each loop once, as ids, each the parent of the next, and the last that of the first. A loop begins with the id that the database
     *     orders first, and so do the loops. Empty if there is none; unmodifiable
     * @throws IllegalStateException if two rows on the way have the same id
     */
    public List<List<K>> findCycles(DSLContext dsl) {
        return new WholeTable<>(hierarchy).findCycles(dsl);
    }

    /**
     * Sums a value over the subtree of each node of the table: its own and that of all nodes below it. {@code rollUp(dsl, DSL.inline(1))} counts
     * the nodes.
     *
     * <p>Sends one statement, {@code select id, parent, value from t}, read by a cursor, and adds up here: for the server it is one scan, whatever
     * the tree's shape; to add up level by level in a recursive query took it 3 to 10 s for a million rows, and more than linearly with the
     * depth. The heap holds all rows, about 220 bytes each with a bigint id and the result. Outside of a transaction the driver holds the whole
     * answer as well; within one, 5000 rows of it.
     *
     * @param dsl where to read
     * @param value a column, or an expression of the table's columns; null counts as 0
     * @return the sum by id, of every node in scope; unmodifiable. Exact, and wide enough for any values. Compare sums by {@code compareTo}: their
     *     scale is the largest of those that went into them
     * @throws CycleException if a node is its own ancestor: it names one loop
     * @throws ArithmeticException if a value is not finite
     * @throws IllegalStateException if two rows have the same id
     */
    public Map<K, BigDecimal> rollUp(DSLContext dsl, Field<? extends @Nullable Number> value) {
        return new WholeTable<>(hierarchy).rollUp(dsl, value);
    }

    /**
     * Sums a value over the subtree of each node that is below some nodes. Sends one statement, that of {@link #descendants}, and adds up here.
     *
     * @param dsl where to read
     * @param value a column, or an expression of the table's columns; null counts as 0
     * @param roots the ids of the topmost nodes; one that there is no node of does not count. For none, nothing is sent
     * @return the sum by id, of the roots and of all nodes below them; unmodifiable
     * @throws CycleException if one of the roots is its own ancestor
     * @throws ArithmeticException if a value is not finite
     */
    public Map<K, BigDecimal> rollUp(DSLContext dsl, Field<? extends @Nullable Number> value, Collection<K> roots) {
        Tree<K, BigDecimal> values =
                new Tree<>(hierarchy.select(List.of(value)), row -> Sums.exact((Number) row.get(0)));
        return new WholeTable<>(hierarchy).rollUp(values.descendants().fetch(dsl, roots));
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
     * <p>The lock stops those who take it: {@code move}, {@link #deleteSubtree}, and everyone else where {@link #guardDdl} is installed. Transactions that move nodes of
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

    /**
     * Deletes a node and all that is below it, or nothing.
     *
     * <p><em>SQL.</em> Two statements, so two round trips: the lock of {@link #move}, so that nothing is moved in or out meanwhile by whoever takes it;
     * then one that walks down, stops where there are more rows than allowed, and deletes. It ends on loops too.
     *
     * <p><em>Scope.</em> The walk goes through rows out of scope. If there is one below, nothing is deleted: it would be left without a parent, or
     * fail the foreign key, or be deleted by it unseen. Use a tree without the scope to delete those too.
     *
     * <p><em>Children that others insert meanwhile.</em> With a foreign key on the parent, either the insert fails (23503), or this statement does, and
     * deletes nothing; ON DELETE CASCADE deletes such a child too. Without a foreign key the child stays, and has no parent.
     *
     * @param dsl in a transaction that is READ COMMITTED or SERIALIZABLE
     * @param root which node
     * @param mostRows how many rows may be deleted, the root among them; 1 or more
     * @return how many were; rows that other transactions deleted meanwhile do not count
     * @throws IllegalArgumentException if {@code mostRows} is less than 1
     * @throws TreeChangeException if there are more rows, some of them out of scope, no such root, or the transaction is none in which this is
     *     safe; nothing was deleted
     * @throws org.jooq.exception.DataAccessException what the server says of the two statements
     */
    public int deleteSubtree(DSLContext dsl, K root, int mostRows) {
        return new DeleteSubtree<>(hierarchy, root, mostRows).run(dsl);
    }

    /**
     * The trigger that keeps the table free of loops whoever writes to it: with {@link #move}, with an UPDATE of one or many rows, with COPY, from any
     * program. To be run by a migration, as in {@code dsl.batch(TREE.guardDdl()).execute()}, or to be printed; it can be run again at any time.
     *
     * <p><em>SQL.</em> {@code CREATE OR REPLACE FUNCTION} and {@code CREATE OR REPLACE TRIGGER}, both called <em>table_parent_guard</em>, in the table's schema; of a
     * name over 63 bytes the end is a hash. The trigger is BEFORE INSERT OR UPDATE OF the id and the parent, FOR EACH ROW. A row that gets a parent
     * takes the lock of {@link #move} until its transaction ends, then the trigger walks up and
     * raises {@code 23514} (check_violation), {@code cycle: 3 <- 2 <- 3}, if it meets the row. In REPEATABLE READ it raises {@code 25000}, since that does not see what
     * others committed; in SERIALIZABLE it locks what it meets FOR SHARE, and fails with 40001 where that was changed. Scope plays no part. After the table
     * is renamed or copied it raises {@code 55000}: run this again.
     *
     * <p><em>Cost.</em> Rows that get a parent wait for each other until the end of their transactions, inserted ones too.
     * At a depth of 6 the trigger takes 18 µs a row, where an INSERT without it takes 2.5 µs. An UPDATE locks its row
     * before the trigger runs, and {@link #move} does so after it has the lock: of two that meet at the same row, the server may end one (40P01).
     *
     * <p>A BEFORE trigger whose name comes later in the alphabet and that changes the parent is not seen.
     *
     * @return two statements, without bind values
     * @throws IllegalStateException if the tree has no table
     */
    public Queries guardDdl() {
        return new GuardDdl(hierarchy).queries();
    }

    /**
     * A function of what is below a node, for SQL that is not written with datasafe: {@code select * from name(42)}, or {@code cross join lateral name(t.id)}.
     * PostgreSQL inlines it: the plan is that of the query itself. Ends on loops; holds the scope as it is now.
     *
     * <p><em>SQL.</em> {@code CREATE OR REPLACE FUNCTION .. LANGUAGE sql STABLE BEGIN ATOMIC}, of the id (and what is shared, first), returning the tree's columns and {@code depth int}, 0 for
     * the node itself. It depends on the columns, which cannot be dropped before it. With other columns than before, drop it first.
     *
     * @param name of the function, in the table's schema; at most 63 bytes
     * @return the statement, without bind values
     * @throws IllegalArgumentException if the name is blank or too long, or there is a column called depth
     * @throws IllegalStateException if the tree has no table, or does not know its columns
     */
    public Query functionDdl(String name) {
        return new WalkDdl(hierarchy, name).function();
    }

    /**
     * A view of the whole tree, for tools that know nothing else: the root of each node, the tree's columns, and {@code depth}. Nodes without a way to a
     * root in scope are not in it, so neither are loops.
     *
     * <p>PostgreSQL walks the whole tree for each query, whatever its WHERE: {@code where id = 500} took 1.0 s on 1,111,111 nodes, where
     * {@link #functionDdl} took 13 ms for a node with 11,110 below. Use the function wherever it is possible.
     *
     * <p><em>SQL.</em> {@code CREATE OR REPLACE VIEW}; with other columns than before, drop it first.
     *
     * @param name of the view, in the table's schema; at most 63 bytes
     * @return the statement, without bind values
     * @throws IllegalArgumentException if the name is blank or too long, or there is a column called depth or root
     * @throws IllegalStateException if the tree has no table, or does not know its columns
     */
    public Query viewDdl(String name) {
        return new WalkDdl(hierarchy, name).view();
    }

    /**
     * Looks at the table for what makes the tree slow or wrong: an index that finds a node's children, a unique id, the names themselves.
     *
     * <p><em>SQL.</em> One query of {@code pg_class}, {@code pg_attribute} and {@code pg_index}, with the names as this context renders them, so with its search_path.
     * Indexes that are partial, invalid or neither btree nor hash do not count.
     *
     * @param dsl where the table is
     * @return all that was found, warnings too; empty if all is well
     */
    public List<TreeDefect> check(DSLContext dsl) {
        return List.copyOf(new Inspection(dsl, hierarchy, TreeTable.read(dsl, hierarchy)).ofTree());
    }

    /**
     * {@link #check}, for the start of a service or a test: throws with all that was found, and with the SQL that mends it. Warnings are left out.
     *
     * @param dsl where the table is
     * @throws TreeDefectException if there is anything but warnings
     */
    public void verify(DSLContext dsl) {
        TreeDefectException.throwIfAny("tree '" + hierarchy.name() + "'", check(dsl));
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
