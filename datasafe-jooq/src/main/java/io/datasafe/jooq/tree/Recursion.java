package io.datasafe.jooq.tree;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.when;

import io.datasafe.jooq.internal.KeyColumns;
import java.util.ArrayList;
import java.util.List;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The recursive query of a walk. A user's condition or fold is evaluated where the table has its own name, next to the
 * row that the walk comes from. The recursion's columns therefore have names that no table's column has by chance.
 */
final class Recursion<K> {
    private static final String WALK = "datasafe_walk";

    /**
     * The alias of the walk: within a step the row that the walk comes from, and in the final query any row of the
     * walk.
     */
    private static final String ROW = "datasafe_w";

    private static final String NEXT = "datasafe_n";

    private static final String PARENTS = "datasafe_p";

    private static final String COLUMN = "datasafe_c";
    private static final String FOLD = "datasafe_f";
    private static final String DEPTH = "datasafe_depth";
    private static final String ROOT = "datasafe_root";
    private static final String MARK = "datasafe_mark";
    private static final String KEEP = "datasafe_keep";
    private static final String PATH = "datasafe_path";

    private final WalkShape<K> shape;
    private final TreeDefinition<K> tree;
    private final List<Field<?>> read;
    private final List<Column> columns = new ArrayList<>();

    /**
     * A column of the recursion: its expression at a node where the walk begins, and its expression at a node that a
     * step reaches.
     */
    private record Column(String name, Field<?> seed, Field<?> step) {}

    Recursion(WalkShape<K> shape) {
        this.shape = shape;
        this.tree = shape.tree();
        this.read = tree.columns();
        for (int i = 0; i < read.size(); i++) {
            columns.add(new Column(COLUMN + (i + 1), read.get(i), read.get(i)));
        }
        columns.add(new Column(DEPTH, inline(0), depth().plus(inline(1))));
        columns.add(new Column(ROOT, tree.id(), of(ROOT, tree.id().getDataType())));
        if (shape.up()) {
            columns.add(new Column(MARK, tree.id(), nextMark()));
        }
        if (shape.where() != null) {
            Field<Boolean> keep = field(shape.where());
            columns.add(new Column(KEEP, keep, keep));
        }
        if (shape.path()) {
            columns.add(new Column(
                    PATH,
                    cast(field("array[{0}]", Object.class, tree.id()), pathType()),
                    cast(field("array_append({0}, {1})", Object.class, path(), tree.id()), pathType())));
        }
        for (int i = 0; i < shape.folds().size(); i++) {
            columns.add(column(shape.folds().get(i), FOLD + (i + 1)));
        }
    }

    private static <T> Column column(Fold<T> fold, String name) {
        return new Column(name, cast(fold.seed(), fold.type()), cast(fold.step(of(name, fold.type())), fold.type()));
    }

    /**
     * Always adds a cast. jOOQ's own cast omits one if it believes that the expression has the type already, but to a
     * recursion varchar(50) and varchar are different types.
     */
    private static <T> Field<T> cast(Field<?> field, DataType<T> type) {
        Field<T> cast = field.coerce(SQLDataType.OTHER).cast(type);
        if (type.getType() != String.class || !type.isString()) {
            return cast;
        }
        String collation =
                type.collation() == null ? "default" : type.collation().getName();
        return field("{0} collate {1}", type, cast, name(collation));
    }

    /**
     * Detects a cycle on the way up that does not hold the start node, by Brent's algorithm: the walk remembers a node,
     * replaces it after 1, 2, 4, 8.. steps, and ends where it meets the remembered node again. It therefore ends in any
     * cycle after a few rounds; the reader drops the repeated rows.
     */
    private Field<?> nextMark() {
        Field<Integer> next = depth().plus(inline(1));
        return field(
                "case when ({0} & {1}) = 0 then {2} else {3} end",
                tree.id().getDataType(),
                next,
                depth(),
                tree.id(),
                of(MARK, tree.id().getDataType()));
    }

    private static <T> Field<T> of(String column, DataType<T> type) {
        return field(name(ROW, column), type);
    }

    List<Field<?>> read() {
        return read;
    }

    /**
     * Returns the index of a column among those that are read; -1 if it is not one of them. Looks for the same object
     * first, because to jOOQ two expressions with the same alias are equal.
     */
    int indexOf(Field<?> column) {
        for (int i = 0; i < read.size(); i++) {
            if (read.get(i) == column) {
                return i;
            }
        }
        return read.indexOf(column);
    }

    /** Returns a column of the tree in a row of the walk. */
    <T> Field<T> of(Field<T> column) {
        return of(COLUMN + (indexOf(column) + 1), column.getDataType());
    }

    static Field<Integer> depth() {
        return of(DEPTH, SQLDataType.INTEGER);
    }

    Field<?> root() {
        return of(ROOT, tree.id().getDataType());
    }

    Field<?> path() {
        return of(PATH, pathType());
    }

    private DataType<?> pathType() {
        return tree.id().getDataType().array();
    }

    static Field<Boolean> keep() {
        return of(KEEP, SQLDataType.BOOLEAN);
    }

    /** The condition that a row is not left out. On a cycle, a walk up can reach its start node again. */
    Condition kept() {
        Condition kept = shape.where() == null ? DSL.noCondition() : DSL.condition(keep());
        return shape.excludeStart() ? kept.and(DSL.condition("{0} <> {1}", of(tree.id()), root())) : kept;
    }

    Field<?> fold(int index) {
        return of(FOLD + (index + 1), shape.folds().get(index).type());
    }

    /** The rows of the walk and, if leaves are wanted, the join that tells which rows are leaves. */
    Table<?> rows() {
        if (!shape.leaf()) {
            return walk();
        }
        List<Field<?>> parents = new ArrayList<>(List.of(root(), of(tree.parent())));
        List<Field<?>> own = new ArrayList<>(List.of(root(), of(tree.id())));
        if (tree.shared() != null) {
            parents.add(of(tree.shared()));
            own.add(of(tree.shared()));
        }
        String[] names = new String[own.size()];
        Condition same = DSL.noCondition();
        for (int i = 0; i < names.length; i++) {
            names[i] = COLUMN + (i + 1);
            same = same.and(DSL.condition("{0} = {1}", field(name(PARENTS, names[i])), own.get(i)));
        }
        // One join for all rows instead of one lookup per row.
        Select<?> distinct = DSL.selectDistinct(parents).from(walk()).where(depth().gt(inline(0)));
        return walk().leftJoin(table(distinct).as(PARENTS, names)).on(same);
    }

    /** The condition that a row of the walk is the parent of no other row. */
    static Condition isLeaf() {
        return field(name(PARENTS, COLUMN + 1)).isNull();
    }

    /**
     * Tells whether {@code maxDepth} stopped the walk here. Only the rows at that depth are checked, each by an index.
     */
    Field<Boolean> cut(int maxDepth) {
        // OFFSET keeps PostgreSQL from answering the question for all rows at once by reading the whole table.
        Select<?> one = DSL.selectOne().from(tree.table()).where(isNext()).offset(inline(0));
        return when(depth().eq(inline(maxDepth)), field(DSL.condition("exists ({0})", one)))
                .otherwise(inline(false));
    }

    /** Returns the walk that begins at the requested nodes. */
    CommonTableExpression<?> from(List<Field<?>> arrays) {
        KeyColumns<K> key = tree.key();
        if (key.isPlain()) {
            // The planner does not look into the array, so one start node and a thousand get the same plan.
            Field<?> roots = field("array(select unnest({0}))", arrays.get(0).getDataType(), arrays.get(0));
            return from(key.isIn(roots));
        }
        return recursion(select(seed())
                .from(key.requested(arrays).join(tree.table()).on(key.matches()))
                .where(admitted()));
    }

    /** Returns the walk that begins at every node that meets a condition. */
    CommonTableExpression<?> from(Condition roots) {
        return recursion(select(seed()).from(tree.table()).where(roots).and(admitted()));
    }

    private List<Field<?>> seed() {
        return columns.stream().<Field<?>>map(Column::seed).toList();
    }

    private Condition admitted() {
        return tree.scope().and(shape.descendWhile());
    }

    /** The condition that the walk steps from its row to a row of the table. */
    private Condition isNext() {
        Field<?> here = shape.up() ? tree.id() : tree.parent();
        Field<?> there = shape.up() ? of(tree.parent()) : of(tree.id());
        Condition next = DSL.condition("{0} = {1}", here, there);
        if (tree.shared() != null) {
            next = next.and(DSL.condition("{0} = {1}", tree.shared(), of(tree.shared())));
        }
        // On the way down each node has one parent, so the first node to appear again can only be the start node
        // itself.
        Field<?> seen = shape.up() ? of(MARK, tree.id().getDataType()) : root();
        return next.and(DSL.condition("{0} <> {1}", tree.id(), seen)).and(admitted());
    }

    private CommonTableExpression<?> recursion(Select<Record> seed) {
        String[] names = columns.stream().map(Column::name).toArray(String[]::new);
        return name(WALK).fields(names).as(seed.unionAll(step()));
    }

    private static Table<?> walk() {
        return table(name(WALK)).as(ROW);
    }

    private Select<Record> step() {
        Condition deeper = shape.maxDepth() == null ? DSL.noCondition() : depth().lt(inline(shape.maxDepth()));
        if (shape.wholeTable()) {
            return select(columns.stream().<Field<?>>map(Column::step).toList())
                    .from(walk().join(tree.table()).on(isNext()))
                    .where(deeper);
        }
        // LATERAL with OFFSET keeps the planner from reading the whole table: it overestimates the rows of each step
        // tenfold.
        List<Field<?>> named = new ArrayList<>();
        List<Field<?>> next = new ArrayList<>();
        for (Column column : columns) {
            named.add(column.step().as(column.name()));
            next.add(field(name(NEXT, column.name())));
        }
        Table<?> lateral = lateral(
                        select(named).from(tree.table()).where(isNext()).offset(inline(0)))
                .as(NEXT);
        return select(next).from(walk().crossJoin(lateral)).where(deeper);
    }
}
