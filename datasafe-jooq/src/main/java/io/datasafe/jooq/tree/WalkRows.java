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

/** Reads the rows of a fetched walk by its {@link WalkColumns}. */
final class WalkRows<K> {
    private final WalkShape<K> shape;
    private final WalkColumns<K> columns;
    private final WalkColumn<?> id;
    private final WalkColumn<?> parent;

    /** The column that a node and its parent share; null if the id alone is the key. */
    private final @Nullable WalkColumn<?> shared;

    WalkRows(WalkColumns<K> columns) {
        this.columns = columns;
        this.shape = columns.shape();
        TreeDefinition<K> tree = shape.tree();
        this.id = of(tree.id());
        this.parent = of(tree.parent());
        this.shared = tree.shared() == null ? null : of(tree.shared());
    }

    private WalkColumn<?> of(Field<?> column) {
        return Objects.requireNonNull(columns.of(column), column::getName);
    }

    WalkRow<K> read(Record row) {
        K node = key(row, id.read(row));
        K root = key(row, columns.root().read(row));
        Object above = parent.read(row);
        WalkColumn<Boolean> keep = columns.keep();
        boolean isKept = (keep == null || isTrue(keep, row)) && !(shape.excludeStart() && node.equals(root));
        WalkColumn<Boolean> cut = columns.cut();
        boolean isCut = cut != null && isTrue(cut, row);
        int steps = Objects.requireNonNull(columns.depth().read(row));
        return new WalkRow<>(node, above == null ? null : key(row, above), root, steps, isCut, isKept, row);
    }

    private static boolean isTrue(WalkColumn<Boolean> column, Record row) {
        return Boolean.TRUE.equals(column.read(row));
    }

    /** Makes a key of an id; the row holds the shared column, if there is one. */
    @SuppressWarnings("unchecked") // A tree's key is the id alone, or a Key2 of the shared column and the id.
    private K key(Record row, @Nullable Object value) {
        Object own = Objects.requireNonNull(value);
        return (K) (shared == null ? own : Key2.of(Objects.requireNonNull(shared.read(row)), own));
    }

    Node.Extras<K> extras(WalkRow<K> at, boolean isCut) {
        WalkColumn<?> path = columns.path();
        WalkColumn<Boolean> leaf = columns.leaf();
        if (path == null && leaf == null && shape.folds().isEmpty()) {
            return Node.Extras.none();
        }
        return new Node.Extras<>(
                path == null ? null : path(path, at.row()),
                leaf == null ? null : isTrue(leaf, at.row()) && !isCut,
                folds(at.row()));
    }

    private Map<Fold<?>, ?> folds(Record row) {
        Map<Fold<?>, @Nullable Object> values = new HashMap<>();
        for (Fold<?> fold : shape.folds()) {
            values.put(fold, Objects.requireNonNull(columns.fold(fold)).read(row));
        }
        return values;
    }

    private List<K> path(WalkColumn<?> path, Record row) {
        List<K> ids = new ArrayList<>();
        for (Object one : (Object[]) Objects.requireNonNull(path.read(row))) {
            ids.add(key(row, one));
        }
        return List.copyOf(ids);
    }
}
