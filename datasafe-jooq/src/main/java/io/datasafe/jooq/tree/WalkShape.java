package io.datasafe.jooq.tree;

import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Where a walk goes and what it brings.
 *
 * @param up from each node to its parent, or else to its children
 * @param maxDepth null for no bound
 * @param descendWhile what stops the walk
 * @param where what it leaves out; null for nothing
 * @param wholeTable whether the planner may read all of the table
 */
record WalkShape<K>(
        Hierarchy<K> tree,
        boolean up,
        @Nullable Integer maxDepth,
        Condition descendWhile,
        @Nullable Condition where,
        boolean excludeStart,
        boolean wholeTable,
        boolean path,
        boolean leaf,
        List<Fold<?>> folds) {
    static <K> WalkShape<K> of(Hierarchy<K> tree, boolean up) {
        return new WalkShape<>(tree, up, null, DSL.noCondition(), null, false, false, false, false, List.of());
    }

    String name() {
        return (up ? "ancestors in " : "descendants in ") + tree.name();
    }

    WalkShape<K> maxDepth(int steps) {
        if (steps < 0) {
            throw new IllegalArgumentException("maxDepth is " + steps
                    + ", must be at least 0, which is the roots alone: leave it out for no bound");
        }
        return new WalkShape<>(tree, up, steps, descendWhile, where, excludeStart, wholeTable, path, leaf, folds);
    }

    WalkShape<K> descendWhile(Condition condition) {
        return new WalkShape<>(
                tree, up, maxDepth, descendWhile.and(condition), where, excludeStart, wholeTable, path, leaf, folds);
    }

    WalkShape<K> where(Condition condition) {
        Condition all = where == null ? condition : where.and(condition);
        return new WalkShape<>(tree, up, maxDepth, descendWhile, all, excludeStart, wholeTable, path, leaf, folds);
    }

    WalkShape<K> withoutStart() {
        return new WalkShape<>(tree, up, maxDepth, descendWhile, where, true, wholeTable, path, leaf, folds);
    }

    WalkShape<K> ofWholeTable() {
        return new WalkShape<>(tree, up, maxDepth, descendWhile, where, excludeStart, true, path, leaf, folds);
    }

    WalkShape<K> withPath() {
        return new WalkShape<>(tree, up, maxDepth, descendWhile, where, excludeStart, wholeTable, true, leaf, folds);
    }

    WalkShape<K> withLeaf() {
        if (up) {
            throw new IllegalArgumentException("withLeaf is of descendants: a walk up ends where there is no parent");
        }
        return new WalkShape<>(tree, up, maxDepth, descendWhile, where, excludeStart, wholeTable, path, true, folds);
    }

    WalkShape<K> fold(Fold<?> fold) {
        for (Fold<?> other : folds) {
            if (other.name().equals(fold.name())) {
                throw new IllegalArgumentException("fold '" + fold.name() + "' is there twice: name one differently");
            }
        }
        List<Fold<?>> all = new ArrayList<>(folds);
        all.add(fold);
        return new WalkShape<>(
                tree, up, maxDepth, descendWhile, where, excludeStart, wholeTable, path, leaf, List.copyOf(all));
    }
}
