package io.datasafe.jooq.tree;

import static org.jooq.impl.DSL.name;

import java.util.ArrayList;
import java.util.List;
import org.jooq.CommonTableExpression;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.impl.DSL;

/**
 * A walk as a table of any statement: to join, to insert from, to delete by. Each row is a node; its columns have the
 * names of the tree's columns.
 *
 * <pre>{@code
 * WalkTable<Long> sub = BELOW.as("sub", 42L);
 * dsl.with(sub.cte()).select(sub.get(CATEGORY.NAME), sub.depth()).from(sub.cte()).fetch();
 * dsl.with(sub.cte()).delete(ITEM).where(ITEM.CATEGORY_ID.in(select(sub.id()).from(sub.cte()))).execute();
 * }</pre>
 *
 * <p>Immutable and thread-safe. It keeps the start nodes that it was made for. Its rows have no order, and
 * {@link Walk#orderSiblings} has no effect.
 *
 * @param <K> the id's type
 * @since 0.1
 */
public final class WalkTable<K> {
    private final String name;
    private final WalkShape<K> shape;
    private final Recursion<K> recursion;
    private final WalkColumns<K> columns;
    private final CommonTableExpression<?> cte;

    WalkTable(String name, WalkShape<K> shape, Recursion<K> recursion, CommonTableExpression<?> walk) {
        if (name.isBlank() || name.equals(shape.tree().table().getName())) {
            throw new IllegalArgumentException("name is '" + name
                    + "', must be neither blank nor the name of the tree's table, which it would hide");
        }
        this.name = name;
        this.shape = shape;
        this.recursion = recursion;
        this.columns = WalkColumns.table(shape, recursion);
        this.cte = name(name).fields(columns.names().toArray(String[]::new)).as(rows(walk, columns.fields()));
    }

    private Select<?> rows(CommonTableExpression<?> walk, List<Field<?>> fields) {
        if (!shape.up()) {
            return DSL.withRecursive(walk).select(fields).from(recursion.rows()).where(recursion.kept());
        }
        // On the way up, a walk into a cycle goes around more than once: keep each node as it first appears.
        List<Field<?>> once = new ArrayList<>();
        if (shape.tree().shared() != null) {
            once.add(recursion.of(shape.tree().shared()));
        }
        once.add(recursion.root());
        once.add(recursion.of(shape.tree().id()));
        List<Field<?>> order = new ArrayList<>(once);
        order.add(Recursion.depth());
        return DSL.withRecursive(walk)
                .select(fields)
                .distinctOn(once)
                .from(recursion.rows())
                .where(recursion.kept())
                .orderBy(order);
    }

    /** {@return the common table expression to declare with {@code with(..)} and to read in {@code from(..)}} */
    public CommonTableExpression<?> cte() {
        return cte;
    }

    /**
     * Returns the column of the node's id.
     *
     * @return the column
     * @throws IllegalStateException if ids have two columns: call {@link #get(Field)} for each
     */
    public Field<K> id() {
        return single(
                "id()", "get(..) with each of the columns", get(shape.tree().id()));
    }

    /**
     * Returns the column of the parent's id.
     *
     * @return the column; null in a root of the tree
     * @throws IllegalStateException if ids have two columns: call {@link #get(Field)} for each
     */
    public Field<K> parent() {
        return single(
                "parent()", "get(..) with each of the columns", get(shape.tree().parent()));
    }

    /** {@return the column of the number of steps from the start node} */
    public Field<Integer> depth() {
        return columns.depth().in(name);
    }

    /**
     * Returns the column of the start node's id.
     *
     * @return the column
     * @throws IllegalStateException if ids have two columns: call {@link #root(Field)}
     */
    public Field<K> root() {
        return single(
                "root()",
                "root(" + shape.tree().id().getName() + ")",
                root(shape.tree().id()));
    }

    /**
     * Returns the column of the start node's id, without the shared column.
     *
     * @param id the tree's id column
     * @param <T> its type
     * @return the column
     * @throws IllegalArgumentException if the field is not the tree's id column
     */
    public <T> Field<T> root(Field<T> id) {
        return columns.root().in(name, idType(id));
    }

    /**
     * Returns the column of the ids on the way, from the start node to the node.
     *
     * @return the column, an array
     * @throws IllegalStateException if the walk was built without {@link Walk#withPath}, or ids have two columns: then
     *     call {@link #path(Field)}
     */
    public Field<K[]> path() {
        return single(
                "path()",
                "path(" + shape.tree().id().getName() + ")",
                path(shape.tree().id()));
    }

    /**
     * Returns the column of the ids on the way, from the start node to the node, without the shared column.
     *
     * @param id the tree's id column
     * @param <T> its type
     * @return the column, an array
     * @throws IllegalArgumentException if the field is not the tree's id column
     * @throws IllegalStateException if the walk was built without {@link Walk#withPath}
     */
    public <T> Field<T[]> path(Field<T> id) {
        WalkColumn<?> path = columns.path();
        if (path == null) {
            throw new IllegalStateException("walk '" + name + "' has no paths: call withPath() on the walk");
        }
        return path.in(name, idType(id).array());
    }

    /**
     * Returns the column that tells whether the walk ends at the node: it has no child that the walk would reach, even
     * beyond {@code maxDepth}.
     *
     * @return the column
     * @throws IllegalStateException if the walk was built without {@link Walk#withLeaf}
     */
    public Field<Boolean> leaf() {
        WalkColumn<Boolean> leaf = columns.leaf();
        if (leaf == null) {
            throw new IllegalStateException("walk '" + name + "' does not know leaves: call withLeaf() on the walk");
        }
        return leaf.in(name);
    }

    /**
     * Returns a column of the node.
     *
     * @param column a column that the tree selects
     * @param <T> its type
     * @return the walk's column
     * @throws IllegalArgumentException if the tree does not select the column
     */
    public <T> Field<T> get(Field<T> column) {
        WalkColumn<?> known = columns.of(column);
        if (known == null) {
            throw new IllegalArgumentException("walk '" + name + "' does not read column " + column.getName()
                    + ": add it to the tree's select(..)");
        }
        return known.in(name, column.getDataType());
    }

    /**
     * Returns the column of a fold.
     *
     * @param fold a fold of the walk
     * @param <T> the value's type
     * @return the column
     * @throws IllegalArgumentException if the walk does not carry the fold
     */
    public <T> Field<T> get(Fold<T> fold) {
        WalkColumn<?> known = columns.fold(fold);
        if (known == null) {
            throw new IllegalArgumentException(
                    "walk '" + name + "' has no fold '" + fold.name() + "': add it to the walk with fold(..)");
        }
        return known.in(name, fold.type());
    }

    private <T> DataType<T> idType(Field<T> id) {
        if (!shape.tree().id().equals(id)) {
            throw new IllegalArgumentException("column " + id.getName() + " is not the id column, which is "
                    + shape.tree().id().getName());
        }
        return id.getDataType();
    }

    /** Returns a column of single-column ids. The cast is safe: with one id column, K is that column's type. */
    @SuppressWarnings("unchecked")
    private <T> Field<T> single(String method, String instead, Field<?> column) {
        if (shape.tree().shared() != null) {
            throw new IllegalStateException(
                    "ids of walk '" + name + "' have two columns, so there is no " + method + ": call " + instead);
        }
        return (Field<T>) column;
    }
}
