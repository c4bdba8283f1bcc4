package io.datasafe.jooq.tree;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Kahn's algorithm: sorts vertices so that each comes after all that lead to it. Of the vertices that could come next,
 * the least does.
 */
final class TopologicalOrder<K> {
    private final String graph;
    private final AdjacencyLists<K> arcs;

    TopologicalOrder(String graph, AdjacencyLists<K> arcs) {
        this.graph = graph;
        this.arcs = arcs;
    }

    /** Returns the numbers of the vertices in order. */
    int[] numbers() {
        int[] incoming = arcs.incoming();
        PriorityQueue<Integer> free = new PriorityQueue<>();
        for (int vertex = 0; vertex < incoming.length; vertex++) {
            if (incoming[vertex] == 0) {
                free.add(vertex);
            }
        }
        int[] order = new int[arcs.size()];
        int size = 0;
        for (Integer vertex = free.poll(); vertex != null; vertex = free.poll()) {
            order[size++] = vertex;
            for (int edge = arcs.first(vertex); edge < arcs.end(vertex); edge++) {
                if (--incoming[arcs.target(edge)] == 0) {
                    free.add(arcs.target(edge));
                }
            }
        }
        if (size < order.length) {
            throw cycle();
        }
        return order;
    }

    List<K> vertices() {
        return arcs.named(numbers());
    }

    private CycleException cycle() {
        List<K> cycle = new ArrayList<>(new CycleFinder<>(arcs).find().get(0));
        // The message prints a cycle against its edges, as a child and its parent.
        Collections.reverse(cycle);
        return new CycleException(
                "graph '" + graph + "' has a cycle, so there is no topological order: remove one of its edges", cycle);
    }
}
