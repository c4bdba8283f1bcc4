package io.datasafe.jooq.tree;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.not;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a walk's result in their order: those of the tree's table, then those that the walk adds. Whatever
 * selects, reads or names these columns takes them from here, so their order is written once.
 */
final class WalkColumns<K> {
    private final WalkShape<K> shape;
    private final Recursion<K> recursion;
    private final List<WalkColumn<?>> all = new ArrayList<>();
    private final WalkColumn<Integer> depth;
    private final WalkColumn<?> root;
    private final @Nullable WalkColumn<Boolean> cut;
    private final @Nullable WalkColumn<Boolean> keep;
    private final @Nullable WalkColumn<?> path;
    private final @Nullable WalkColumn<Boolean> leaf;
    private final Map<Fold<?>, WalkColumn<?>> folds = new HashMap<>();

    private WalkColumns(WalkShape<K> shape, Recursion<K> recursion, boolean fetched) {
        this.shape = shape;
        this.recursion = recursion;
        for (Field<?> column : recursion.read()) {
            add(distinctName(column), recursion.of(column));
        }
        depth = add("datasafe_depth", Recursion.depth());
        root = add("datasafe_root", recursion.root());
        Field<Boolean> isCut = shape.maxDepth() == null ? null : recursion.cut(shape.maxDepth());
        cut = fetched && isCut != null ? add("datasafe_cut", isCut) : null;
        keep = fetched && shape.where() != null ? add("datasafe_keep", Recursion.keep()) : null;
        path = shape.path() ? add("datasafe_path", recursion.path()) : null;
        Condition isLeaf = Recursion.isLeaf();
        // A node that maxDepth cut off is no leaf. When rows are fetched, the reader combines the two columns.
        leaf = shape.leaf()
                ? add("datasafe_leaf", field(fetched || isCut == null ? isLeaf : isLeaf.and(not(isCut))))
                : null;
        for (int i = 0; i < shape.folds().size(); i++) {
            folds.put(shape.folds().get(i), add("datasafe_f" + (i + 1), recursion.fold(i)));
        }
    }

    /** Returns the columns of rows that Java reads. */
    static <K> WalkColumns<K> fetched(WalkShape<K> shape, Recursion<K> recursion) {
        return new WalkColumns<>(shape, recursion, true);
    }

    /** Returns the columns of a {@link WalkTable}: what only the reader needs is missing, and names are distinct. */
    static <K> WalkColumns<K> table(WalkShape<K> shape, Recursion<K> recursion) {
        return new WalkColumns<>(shape, recursion, false);
    }

    private <T> WalkColumn<T> add(String name, Field<T> field) {
        WalkColumn<T> column = new WalkColumn<>(name, all.size(), field);
        all.add(column);
        return column;
    }

    private String distinctName(Field<?> column) {
        return names().contains(column.getName()) ? "datasafe_c" + all.size() : column.getName();
    }

    WalkShape<K> shape() {
        return shape;
    }

    List<String> names() {
        return all.stream().map(WalkColumn::name).toList();
    }

    /** Returns the expressions to select. */
    List<Field<?>> fields() {
        return all.stream().<Field<?>>map(WalkColumn::field).toList();
    }

    /** Returns the fields by which mappers read a row: the fields of the tree's table instead of the recursion's. */
    List<Field<?>> results() {
        List<Field<?>> results = new ArrayList<>(recursion.read());
        results.addAll(fields().subList(results.size(), all.size()));
        return Collections.unmodifiableList(results);
    }

    /** Returns the column of the tree's table that a field stands for; null if the walk does not read it. */
    @Nullable
    WalkColumn<?> of(Field<?> column) {
        int index = recursion.indexOf(column);
        return index < 0 ? null : all.get(index);
    }

    WalkColumn<Integer> depth() {
        return depth;
    }

    WalkColumn<?> root() {
        return root;
    }

    /** Returns the column that tells whether {@code maxDepth} stopped the walk here; null without a bound. */
    @Nullable
    WalkColumn<Boolean> cut() {
        return cut;
    }

    /** Returns the column that tells whether the node meets {@code where}; null without such a condition. */
    @Nullable
    WalkColumn<Boolean> keep() {
        return keep;
    }

    @Nullable
    WalkColumn<?> path() {
        return path;
    }

    @Nullable
    WalkColumn<Boolean> leaf() {
        return leaf;
    }

    /** Returns the column of a fold; null if the walk does not carry it. */
    @Nullable
    WalkColumn<?> fold(Fold<?> fold) {
        return folds.get(fold);
    }
}
