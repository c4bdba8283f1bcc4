package io.datasafe.jooq.tree;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * The nodes that a walk reached, as an unmodifiable list. A node below two of the start nodes appears once for each.
 * Immutable and thread-safe if the values are.
 *
 * @param <K> the id's type
 * @param <V> the value's type
 * @since 0.1
 */
public final class Nodes<K, V> extends AbstractList<Node<K, V>> implements RandomAccess {
    private static final Nodes<?, ?> EMPTY = new Nodes<>(List.of(), false);

    private final List<Node<K, V>> nodes;
    private final boolean truncated;

    Nodes(List<Node<K, V>> nodes, boolean truncated) {
        this.nodes = List.copyOf(nodes);
        this.truncated = truncated;
    }

    /** {@return an empty list} */
    @SuppressWarnings("unchecked") // The empty list holds neither.
    static <K, V> Nodes<K, V> none() {
        return (Nodes<K, V>) EMPTY;
    }

    @Override
    public Node<K, V> get(int index) {
        return nodes.get(index);
    }

    @Override
    public int size() {
        return nodes.size();
    }

    /**
     * {@return true if {@code maxDepth} stopped the walk before some nodes, even if {@code where} left out the nodes
     * where it stopped}
     */
    public boolean truncated() {
        return truncated;
    }

    /** {@return the values, in the order of the nodes} */
    public List<V> values() {
        return nodes.stream().map(Node::value).toList();
    }

    /** {@return the ids, in the order of the nodes} */
    public List<K> ids() {
        return nodes.stream().map(Node::id).toList();
    }
}
