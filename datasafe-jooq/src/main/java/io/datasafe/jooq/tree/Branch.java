package io.datasafe.jooq.tree;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A node of a {@link Forest} with all that is below it. Immutable, as far as its value is.
 *
 * @param <K> the id
 * @param <V> the value
 * @since 0.1
 */
public final class Branch<K, V> {
    private final Node<K, V> node;
    private final int depth;
    private final List<Branch<K, V>> all;
    private final int place;
    private final int size;

    /**
     * A branch.
     *
     * @param all of the forest, depth first: this one is at {@code place}, and all that is below it comes next
     * @param size with this node
     */
    Branch(Node<K, V> node, int depth, List<Branch<K, V>> all, int place, int size) {
        this.node = node;
        this.depth = depth;
        this.all = all;
        this.place = place;
        this.size = size;
    }

    /** {@return the node as the walk brought it} */
    public Node<K, V> node() {
        return node;
    }

    /** {@return the node's id} */
    public K id() {
        return node.id();
    }

    /** {@return what the tree made of the node's row} */
    public V value() {
        return node.value();
    }

    /** {@return how many branches this one is in; 0 for a root of the forest, which need not be where the walk began} */
    public int depth() {
        return depth;
    }

    /** {@return how many nodes there are, this one and all below it} */
    public int size() {
        return size;
    }

    /** {@return those right below it, in the order of the walk; unmodifiable} */
    public List<Branch<K, V>> children() {
        return size == 1 ? List.of() : siblings(all, place + 1, place + size);
    }

    /** {@return this one and all below it, each before what is below it; unmodifiable, and made in no time} */
    public List<Branch<K, V>> depthFirst() {
        return Collections.unmodifiableList(all.subList(place, place + size));
    }

    /** From one to the next, over all that is below it. */
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
