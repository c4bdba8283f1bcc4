package io.datasafe.jooq.tree;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A node of a {@link Forest} with all its descendants. Immutable and thread-safe if its value is.
 *
 * @param <K> the id's type
 * @param <V> the value's type
 * @since 0.1
 */
public final class Branch<K, V> {
    private final Node<K, V> node;
    private final int depth;
    private final List<Branch<K, V>> all;
    private final int place;
    private final int size;

    /**
     * Makes a branch.
     *
     * @param all all branches of the forest, depth first: this one is at {@code place}, followed by its descendants
     * @param size the number of nodes, including this one
     */
    Branch(Node<K, V> node, int depth, List<Branch<K, V>> all, int place, int size) {
        this.node = node;
        this.depth = depth;
        this.all = all;
        this.place = place;
        this.size = size;
    }

    /** {@return the node as the walk returned it} */
    public Node<K, V> node() {
        return node;
    }

    /** {@return the node's id} */
    public K id() {
        return node.id();
    }

    /** {@return the value that the tree's mapping made of the node's row} */
    public V value() {
        return node.value();
    }

    /**
     * {@return the number of branches above this one; 0 for a root of the forest, which is not always a node that the
     * walk began at}
     */
    public int depth() {
        return depth;
    }

    /** {@return the number of nodes in this branch: this one and all its descendants} */
    public int size() {
        return size;
    }

    /** {@return the children, in the order of the walk; unmodifiable} */
    public List<Branch<K, V>> children() {
        return size == 1 ? List.of() : siblings(all, place + 1, place + size);
    }

    /**
     * {@return this branch and all its descendants, each before its own descendants; an unmodifiable view that costs no
     * copy}
     */
    public List<Branch<K, V>> depthFirst() {
        return Collections.unmodifiableList(all.subList(place, place + size));
    }

    /** Collects the top-level branches of a range, skipping the descendants of each. */
    static <K, V> List<Branch<K, V>> siblings(List<Branch<K, V>> all, int from, int to) {
        List<Branch<K, V>> siblings = new ArrayList<>();
        for (int at = from; at < to; at += all.get(at).size) {
            siblings.add(all.get(at));
        }
        return Collections.unmodifiableList(siblings);
    }

    @Override
    public String toString() {
        return "Branch " + id() + " of " + size + (size == 1 ? " node" : " nodes");
    }
}
