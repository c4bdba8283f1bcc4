package io.datasafe.examples.quickstart.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tarjan's algorithm in plain Java: the strongly connected components of a graph. */
final class Cycles {
    private final Digraph graph;
    private final Map<Long, Integer> index = new HashMap<>();
    private final Map<Long, Integer> low = new HashMap<>();
    private final Deque<Long> stack = new ArrayDeque<>();
    private final Set<Long> onStack = new HashSet<>();
    private final List<List<Long>> found = new ArrayList<>();

    private Cycles(Digraph graph) {
        this.graph = graph;
    }

    /** {@return for each component a shortest cycle that begins at its least node, ordered by that node} */
    static List<List<Long>> of(Digraph graph) {
        Cycles cycles = new Cycles(graph);
        for (Long node : graph.sources()) {
            if (!cycles.index.containsKey(node)) {
                cycles.visit(node);
            }
        }
        cycles.found.sort(Comparator.comparing(cycle -> cycle.get(0)));
        return cycles.found;
    }

    private void visit(Long node) {
        int number = index.size();
        index.put(node, number);
        low.put(node, number);
        stack.push(node);
        onStack.add(node);
        for (Long next : graph.targets(node)) {
            if (!index.containsKey(next)) {
                visit(next);
                low.merge(node, low.get(next), Math::min);
            } else if (onStack.contains(next)) {
                low.merge(node, index.get(next), Math::min);
            }
        }
        if (low.get(node) == number) {
            close(node);
        }
    }

    private void close(Long node) {
        Long least = node;
        Long top;
        do {
            top = stack.pop();
            onStack.remove(top);
            least = Math.min(least, top);
        } while (!top.equals(node));
        List<Long> circle = graph.circle(least);
        if (!circle.isEmpty()) {
            found.add(circle);
        }
    }
}
