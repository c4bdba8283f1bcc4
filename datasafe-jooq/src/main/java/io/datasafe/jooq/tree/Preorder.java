package io.datasafe.jooq.tree;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sorts the nodes of a walk depth first: each node before its descendants, siblings by a comparator. It uses no
 * recursion, so trees can have any depth.
 */
final class Preorder<K, V> {
    private final List<Node<K, V>> nodes;
    private final Map<Under<K>, List<Integer>> children = new HashMap<>();
    private final Comparator<Integer> order;

    /**
     * The parent that a node lies under, for one start node of the walk, because a node may appear once for each. On a
     * cycle the parent of a start node is among its descendants, so start nodes lie under no parent.
     */
    private record Under<K>(K root, @Nullable K parent) {}

    private Preorder(List<Node<K, V>> nodes, Comparator<? super V> siblings) {
        this.nodes = nodes;
        this.order =
                (a, b) -> siblings.compare(nodes.get(a).value(), nodes.get(b).value());
    }

    /**
     * Sorts nodes.
     *
     * @param rows all rows of a walk, including those that are left out: without them their descendants would have no
     *     parent
     * @param nodes the nodes made of the same rows
     * @return the nodes to keep
     */
    static <K, V> List<Node<K, V>> of(List<WalkRow<K>> rows, List<Node<K, V>> nodes, Comparator<? super V> siblings) {
        List<Node<K, V>> sorted = new ArrayList<>(nodes.size());
        for (int at : new Preorder<>(nodes, siblings).indexes()) {
            if (rows.get(at).kept()) {
                sorted.add(nodes.get(at));
            }
        }
        return sorted;
    }

    private List<Integer> indexes() {
        List<Integer> roots = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            Node<K, V> node = nodes.get(i);
            (node.depth() == 0
                            ? roots
                            : children.computeIfAbsent(
                                    new Under<>(node.root(), node.parent()), under -> new ArrayList<>()))
                    .add(i);
        }
        List<Integer> sorted = new ArrayList<>(nodes.size());
        Deque<Integer> next = new ArrayDeque<>();
        push(roots, next);
        while (!next.isEmpty()) {
            int at = next.pop();
            sorted.add(at);
            Node<K, V> node = nodes.get(at);
            push(children.getOrDefault(new Under<>(node.root(), node.id()), List.of()), next);
        }
        return sorted;
    }

    private void push(List<Integer> siblings, Deque<Integer> next) {
        List<Integer> sorted = new ArrayList<>(siblings);
        sorted.sort(order);
        for (int i = sorted.size() - 1; i >= 0; i--) {
            next.push(sorted.get(i));
        }
    }
}
