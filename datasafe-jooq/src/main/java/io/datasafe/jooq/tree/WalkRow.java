package io.datasafe.jooq.tree;

import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * A row of a walk, before a node is made of it.
 *
 * @param cut whether there is more beyond {@code maxDepth}; on the way up, maybe what was there before
 * @param kept whether a node is made of it at all
 */
record WalkRow<K>(K id, @Nullable K parent, K root, int depth, boolean cut, boolean kept, Record row) {
    WalkRow<K> uncut() {
        return new WalkRow<>(id, parent, root, depth, false, kept, row);
    }
}
