package io.datasafe.jooq.tree;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.not;

import java.util.ArrayList;
import java.util.List;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * A walk as a table of any statement: to join, to insert from, to delete by. Each row is a node; its columns have the names that the tree's have.
 *
 * <pre>{@code
 * WalkTable<Long> sub = BELOW.as("sub", 42L);
 * dsl.with(sub.cte()).select(sub.get(CATEGORY.NAME), sub.depth()).from(sub.cte()).fetch();
 * dsl.with(sub.cte()).delete(ITEM).where(ITEM.CATEGORY_ID.in(select(sub.id()).from(sub.cte()))).execute();
 * }</pre>
 *
 * <p>Immutable and thread-safe. It holds the roots that it was made for. Its rows come in no order, and {@link Walk#orderSiblings} has no effect.
 *
 * @param <K> the id
 * @since 0.1
 */
public final class WalkTable<K> {
    private static final String DEPTH = "datasafe_depth";
    private static final String ROOT = "datasafe_root";
    private static final String PATH = "datasafe_path";
    private static final String LEAF = "datasafe_leaf";

    private final String name;
    private final WalkShape<K> shape;
    private final Recursion<K> recursion;
    private final List<String> names = new ArrayList<>();
    private final CommonTableExpression<?> cte;

    WalkTable(String name, WalkShape<K> shape, Recursion<K> recursion, CommonTableExpression<?> walk) {
        if (name.isBlank() || name.equals(shape.tree().table().getName())) {
            throw new IllegalArgumentException("name is '" + name
                    + "', must be one that is not blank nor that of the table itself," + " which it would hide");
        }
        this.name = name;
        this.shape = shape;
        this.recursion = recursion;
        List<Field<?>> fields = new ArrayList<>();
        for (Field<?> column : recursion.read()) {
            fields.add(recursion.of(column));
            names.add(names.contains(column.getName()) ? "datasafe_c" + names.size() : column.getName());
        }
        List<String> all = new ArrayList<>(names);
        add(DEPTH, Recursion.depth(), all, fields);
        add(ROOT, recursion.root(), all, fields);
        if (shape.path()) {
            add(PATH, recursion.path(), all, fields);
        }
        if (shape.leaf()) {
            Condition leaf = Recursion.isLeaf();
            add(
                    LEAF,
                    field(shape.maxDepth() == null ? leaf : leaf.and(not(recursion.cut(shape.maxDepth())))),
                    all,
                    fields);
        }
        for (int i = 0; i < shape.folds().size(); i++) {
            add(fold(i), recursion.fold(i), all, fields);
        }
        this.cte = name(name).fields(all.toArray(String[]::new)).as(rows(walk, fields));
    }

    private static void add(String name, Field<?> field, List<String> names, List<Field<?>> fields) {
        names.add(name);
        fields.add(field);
    }

    private Select<?> rows(CommonTableExpression<?> walk, List<Field<?>> fields) {
        if (!shape.up()) {
            return DSL.withRecursive(walk).select(fields).from(recursion.rows()).where(recursion.kept());
        }
        // A way up that came into a loop went around more than once: each node as it was come to first.
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

    /** {@return what {@code with(..)} declares, and {@code from(..)} reads} */
    public CommonTableExpression<?> cte() {
        return cte;
    }

    /**
     * The id.
     *
     * @return its column
     * @throws IllegalStateException if ids are of two columns: then say {@link #get(Field)} for each
     */
    public Field<K> id() {
        return single(
                "id()", "get(..) with each of the columns", get(shape.tree().id()));
    }

    /**
     * The parent's id.
     *
     * @return its column; null in a root of the tree
     * @throws IllegalStateException if ids are of two columns: then say {@link #get(Field)} for each
     */
    public Field<K> parent() {
        return single(
                "parent()", "get(..) with each of the columns", get(shape.tree().parent()));
    }

    /** {@return how many steps from the root} */
    public Field<Integer> depth() {
        return column(DEPTH, SQLDataType.INTEGER);
    }

    /**
     * The id that the walk began at.
     *
     * @return its column
     * @throws IllegalStateException if ids are of two columns: then say {@link #root(Field)}
     */
    public Field<K> root() {
        return single(
                "root()",
                "root(" + shape.tree().id().getName() + ")",
                root(shape.tree().id()));
    }

    /**
     * The id that the walk began at, without what the root shares with the node.
     *
     * @param id the tree's id column
     * @param <T> its type
     * @return the column
     * @throws IllegalArgumentException if it is another one
     */
    public <T> Field<T> root(Field<T> id) {
        return column(ROOT, idType(id));
    }

    /**
     * The ids on the way, from the root to the node.
     *
     * @return an array
     * @throws IllegalStateException if the walk was not asked for paths, or ids are of two columns: then say {@link #path(Field)}
     */
    public Field<K[]> path() {
        return single(
                "path()",
                "path(" + shape.tree().id().getName() + ")",
                path(shape.tree().id()));
    }

    /**
     * The ids on the way, from the root to the node, without what all of them share.
     *
     * @param id the tree's id column
     * @param <T> its type
     * @return an array
     * @throws IllegalArgumentException if it is another column
     * @throws IllegalStateException if the walk was not asked for paths
     */
    public <T> Field<T[]> path(Field<T> id) {
        if (!shape.path()) {
            throw new IllegalStateException("walk '" + name + "' has no paths: ask for them, by withPath()");
        }
        return column(PATH, idType(id).array());
    }

    /**
     * Whether there is no child that the walk would have come to, also beyond {@code maxDepth}.
     *
     * @return the column
     * @throws IllegalStateException if the walk was not asked for leaves
     */
    public Field<Boolean> leaf() {
        if (!shape.leaf()) {
            throw new IllegalStateException("walk '" + name + "' does not know leaves: ask for them, by withLeaf()");
        }
        return column(LEAF, SQLDataType.BOOLEAN);
    }

    /**
     * A column of the node.
     *
     * @param column of those that the tree selects
     * @param <T> its type
     * @return the walk's column
     * @throws IllegalArgumentException if the tree does not select it
     */
    public <T> Field<T> get(Field<T> column) {
        int at = recursion.indexOf(column);
        if (at < 0) {
            throw new IllegalArgumentException("walk '" + name + "' does not read column " + column.getName()
                    + ": add it to the tree's select(..)");
        }
        return column(names.get(at), column.getDataType());
    }

    /**
     * What was carried along the way.
     *
     * @param fold of the walk
     * @param <T> its type
     * @return its column
     * @throws IllegalArgumentException if the walk does not have it
     */
    public <T> Field<T> get(Fold<T> fold) {
        int at = shape.folds().indexOf(fold);
        if (at < 0) {
            throw new IllegalArgumentException(
                    "walk '" + name + "' has no fold '" + fold.name() + "': give it to the walk, by fold(..)");
        }
        return column(fold(at), fold.type());
    }

    private <T> DataType<T> idType(Field<T> id) {
        if (!shape.tree().id().equals(id)) {
            throw new IllegalArgumentException("column " + id.getName() + " is not the id's, which is "
                    + shape.tree().id().getName());
        }
        return id.getDataType();
    }

    private <T> Field<T> column(String column, DataType<T> type) {
        return field(name(name, column), type);
    }

    /** Of what type a tree's ids are, the tree was told by that very column, if there is no other. */
    @SuppressWarnings("unchecked")
    private <T> Field<T> single(String asked, String instead, Field<?> column) {
        if (shape.tree().shared() != null) {
            throw new IllegalStateException(
                    "ids of walk '" + name + "' are of two columns, so there is no " + asked + ": say " + instead);
        }
        return (Field<T>) column;
    }

    private static String fold(int index) {
        return "datasafe_f" + (index + 1);
    }
}
