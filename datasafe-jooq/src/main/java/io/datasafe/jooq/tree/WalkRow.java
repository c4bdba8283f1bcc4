package io.datasafe.jooq.tree;

import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * A row of a walk before it becomes a node.
 *
 * @param cut true if there is more beyond {@code maxDepth}; on the way up this may be a node that came before
 * @param kept true if the row becomes a node
 */
record WalkRow<K>(K id, @Nullable K parent, K root, int depth, boolean cut, boolean kept, Record row) {
    WalkRow<K> uncut() {
        return new WalkRow<>(id, parent, root, depth, false, kept, row);
    }
}
