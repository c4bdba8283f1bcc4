package io.datasafe.jooq.tree;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node that a walk came to. Immutable, as far as its value is.
 *
 * @param <K> the id
 * @param <V> the value
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
     * What is read on demand.
     *
     * @param path null if it was not asked for
     * @param leaf null if it was not asked for
     * @param folds values, null among them, by what they are of
     */
    record Extras<K>(@Nullable List<K> path, @Nullable Boolean leaf, Map<Fold<?>, ?> folds) {
        private static final Extras<?> NONE = new Extras<>(null, null, Map.of());

        /** {@return no path, no leaf, no folds} */
        @SuppressWarnings("unchecked") // It has no K.
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

    /** {@return its id} */
    public K id() {
        return id;
    }

    /** {@return the id of its parent, which need not be among the nodes; null for a root of the tree} */
    public @Nullable K parent() {
        return parent;
    }

    /** {@return the id that the walk began at to come here} */
    public K root() {
        return root;
    }

    /** {@return how many steps the walk made from {@link #root} to here; 0 at the root itself} */
    public int depth() {
        return depth;
    }

    /** {@return what the tree made of the row} */
    public V value() {
        return value;
    }

    /** {@return whether the walk would have gone on from here, had {@code maxDepth} not stopped it} */
    public boolean cut() {
        return cut;
    }

    /**
     * The way that the walk took.
     *
     * @return ids, from the root to this node; unmodifiable
     * @throws IllegalStateException if the walk was not asked for paths
     */
    public List<K> path() {
        if (extras.path == null) {
            throw new IllegalStateException("node " + id + " has no path: ask the walk for it, by withPath()");
        }
        return extras.path;
    }

    /**
     * Whether the walk ends here, with no help of {@code maxDepth}.
     *
     * @return whether there is no child that the walk would have come to
     * @throws IllegalStateException if the walk was not asked for leaves
     */
    public boolean leaf() {
        if (extras.leaf == null) {
            throw new IllegalStateException(
                    "node " + id + " does not know whether it is a leaf: ask the walk for it, by withLeaf()");
        }
        return extras.leaf;
    }

    /**
     * What was carried along the way.
     *
     * @param fold of the walk
     * @param <T> its type
     * @return its value here
     * @throws IllegalArgumentException if the walk does not have it
     */
    public <T> @Nullable T get(Fold<T> fold) {
        if (!extras.folds.containsKey(fold)) {
            throw new IllegalArgumentException(
                    "node " + id + " has no fold '" + fold.name() + "': give it to the walk, by fold(..)");
        }
        return fold.type().getType().cast(extras.folds.get(fold));
    }

    @Override
    public String toString() {
        return "Node " + id + " at depth " + depth + " of " + root;
    }
}
