package io.datasafe.jooq.tree;

import io.datasafe.jooq.load.Key2;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Reads rows of a walk: what {@link WalkQuery} selects, by its place. */
final class WalkRows<K> {
    private final WalkShape<K> shape;
    private final int id;
    private final int parent;

    /** -1 if the id alone is the key. */
    private final int shared;

    private final int depth;
    private final int cut;
    private final int keep;
    private final int path;
    private final int leaf;
    private final int folds;

    WalkRows(WalkShape<K> shape) {
        Hierarchy<K> tree = shape.tree();
        List<Field<?>> columns = tree.columns();
        this.shape = shape;
        this.id = columns.indexOf(tree.id());
        this.parent = columns.indexOf(tree.parent());
        this.shared = tree.shared() == null ? -1 : columns.indexOf(tree.shared());
        this.depth = columns.size();
        this.cut = depth + 2;
        this.keep = cut + (shape.maxDepth() == null ? 0 : 1);
        this.path = keep + (shape.where() == null ? 0 : 1);
        this.leaf = path + (shape.path() ? 1 : 0);
        this.folds = leaf + (shape.leaf() ? 1 : 0);
    }

    WalkRow<K> read(Record row) {
        K id = key(row, row.get(this.id));
        K root = key(row, row.get(depth + 1));
        Object above = row.get(parent);
        boolean keeps = (shape.where() == null || Boolean.TRUE.equals(row.get(keep)))
                && !(shape.excludeStart() && id.equals(root));
        boolean isCut = shape.maxDepth() != null && Boolean.TRUE.equals(row.get(cut));
        int steps = (Integer) Objects.requireNonNull(row.get(depth));
        return new WalkRow<>(id, above == null ? null : key(row, above), root, steps, isCut, keeps, row);
    }

    /** Of the value of an id's column, in a row that has the shared one too. */
    @SuppressWarnings("unchecked") // Trees have ids of one column or of two.
    private K key(Record row, @Nullable Object value) {
        Object given = Objects.requireNonNull(value);
        return (K) (shared < 0 ? given : Key2.of(Objects.requireNonNull(row.get(shared)), given));
    }

    Node.Extras<K> extras(WalkRow<K> at, boolean isCut) {
        if (!shape.path() && !shape.leaf() && shape.folds().isEmpty()) {
            return Node.Extras.none();
        }
        return new Node.Extras<>(
                shape.path() ? path(at.row()) : null,
                shape.leaf() ? Boolean.TRUE.equals(at.row().get(leaf)) && !isCut : null,
                folds(at.row()));
    }

    private Map<Fold<?>, ?> folds(Record row) {
        Map<Fold<?>, @Nullable Object> values = new HashMap<>();
        for (int i = 0; i < shape.folds().size(); i++) {
            values.put(shape.folds().get(i), row.get(folds + i));
        }
        return values;
    }

    private List<K> path(Record row) {
        List<K> ids = new ArrayList<>();
        for (Object one : (Object[]) Objects.requireNonNull(row.get(path))) {
            ids.add(key(row, one));
        }
        return List.copyOf(ids);
    }
}
