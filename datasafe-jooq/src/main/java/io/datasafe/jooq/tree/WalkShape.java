package io.datasafe.jooq.tree;

import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The options of a walk: its direction, its limits, and what it records.
 *
 * @param up true for a walk from each node to its parent; false for one to its children
 * @param maxDepth the most steps; null for no bound
 * @param descendWhile the condition that stops the walk where it does not hold
 * @param where the condition that nodes must meet to be returned; null for none
 * @param wholeTable true if the planner may read the whole table
 * @param tree the tree
 * @param excludeStart true to leave out the start nodes
 * @param path true to record the ids on the way
 * @param leaf true to record whether a node is a leaf
 * @param folds the values to compute along the way
 */
record WalkShape<K>(
        TreeDefinition<K> tree,
        boolean up,
        @Nullable Integer maxDepth,
        Condition descendWhile,
        @Nullable Condition where,
        boolean excludeStart,
        boolean wholeTable,
        boolean path,
        boolean leaf,
        List<Fold<?>> folds) {
    static <K> WalkShape<K> of(TreeDefinition<K> tree, boolean up) {
        return new WalkShape<>(tree, up, null, DSL.noCondition(), null, false, false, false, false, List.of());
    }

    String name() {
        return (up ? "ancestors in " : "descendants in ") + tree.name();
    }

    WalkShape<K> maxDepth(int steps) {
        if (steps < 0) {
            throw new IllegalArgumentException("maxDepth is " + steps
                    + ", must be at least 0, which returns the start nodes alone: leave it out for no bound");
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
            throw new IllegalArgumentException("withLeaf is for walks to descendants: a walk up always ends at a root");
        }
        return new WalkShape<>(tree, up, maxDepth, descendWhile, where, excludeStart, wholeTable, path, true, folds);
    }

    WalkShape<K> fold(Fold<?> fold) {
        for (Fold<?> other : folds) {
            if (other.name().equals(fold.name())) {
                throw new IllegalArgumentException(
                        "fold '" + fold.name() + "' is added twice: give one of them another name");
            }
        }
        List<Fold<?>> all = new ArrayList<>(folds);
        all.add(fold);
        return new WalkShape<>(
                tree, up, maxDepth, descendWhile, where, excludeStart, wholeTable, path, leaf, List.copyOf(all));
    }
}
