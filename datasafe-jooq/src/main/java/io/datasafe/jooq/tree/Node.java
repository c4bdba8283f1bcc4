package io.datasafe.jooq.tree;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node that a walk reached. Immutable and thread-safe if its value is.
 *
 * @param <K> the id's type
 * @param <V> the value's type
 * @since 0.1
 */
public final class Node<K, V> {
    private final K id;
    private final @Nullable K parent;
    private final K root;
    private final int depth;
    private final V value;
    private final boolean cut;
    private final Extras<K> extras;

    /**
     * The parts of a node that a walk reads only on request.
     *
     * @param path null if the walk was not asked for it
     * @param leaf null if the walk was not asked for it
     * @param folds the values of the folds, which may be null
     */
    record Extras<K>(@Nullable List<K> path, @Nullable Boolean leaf, Map<Fold<?>, ?> folds) {
        private static final Extras<?> NONE = new Extras<>(null, null, Map.of());

        /** {@return extras without a path, a leaf flag or folds} */
        @SuppressWarnings("unchecked") // The empty extras hold no K.
        static <K> Extras<K> none() {
            return (Extras<K>) NONE;
        }
    }

    Node(K id, @Nullable K parent, K root, int depth, V value, boolean cut, Extras<K> extras) {
        this.id = id;
        this.parent = parent;
        this.root = root;
        this.depth = depth;
        this.value = value;
        this.cut = cut;
        this.extras = extras;
    }

    /** {@return the node's id} */
    public K id() {
        return id;
    }

    /** {@return the parent's id, which need not be among the nodes of the walk; null for a root of the tree} */
    public @Nullable K parent() {
        return parent;
    }

    /** {@return the id of the node where the walk began} */
    public K root() {
        return root;
    }

    /** {@return the number of steps from {@link #root} to this node; 0 at the root itself} */
    public int depth() {
        return depth;
    }

    /** {@return the value that the tree's mapping made of the row} */
    public V value() {
        return value;
    }

    /** {@return true if the walk would have gone on from here without {@code maxDepth}} */
    public boolean cut() {
        return cut;
    }

    /**
     * Returns the path that the walk took.
     *
     * @return the ids from the root to this node; unmodifiable
     * @throws IllegalStateException if the walk was built without {@link Walk#withPath}
     */
    public List<K> path() {
        if (extras.path == null) {
            throw new IllegalStateException("node " + id + " has no path: call withPath() on the walk");
        }
        return extras.path;
    }

    /**
     * Tells whether the walk ends here even without {@code maxDepth}.
     *
     * @return true if the walk would reach no child of this node
     * @throws IllegalStateException if the walk was built without {@link Walk#withLeaf}
     */
    public boolean leaf() {
        if (extras.leaf == null) {
            throw new IllegalStateException(
                    "node " + id + " does not know whether it is a leaf: call withLeaf() on the walk");
        }
        return extras.leaf;
    }

    /**
     * Returns the value of a fold at this node.
     *
     * @param fold a fold of the walk
     * @param <T> the value's type
     * @return the value, which may be null
     * @throws IllegalArgumentException if the walk does not carry the fold
     */
    public <T> @Nullable T get(Fold<T> fold) {
        if (!extras.folds.containsKey(fold)) {
            throw new IllegalArgumentException(
                    "node " + id + " has no fold '" + fold.name() + "': add it to the walk with fold(..)");
        }
        return fold.type().getType().cast(extras.folds.get(fold));
    }

    @Override
    public String toString() {
        return "Node " + id + " at depth " + depth + " of " + root;
    }
}
