package io.datasafe.jooq.tree;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * What a walk came to, as an unmodifiable list. A node that lies below two of the roots is there once for each.
 *
 * @param <K> the id
 * @param <V> the value
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

    /** {@return no nodes} */
    @SuppressWarnings("unchecked") // It has neither.
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

    /** {@return whether {@code maxDepth} kept the walk from some nodes, also if {@code where} left out those that it stopped at} */
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
