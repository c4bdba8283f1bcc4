package io.datasafe.jooq.tree;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;

/** Kahn's: each vertex after all that lead to it; of those that could come next, the least. */
final class TopologicalOrder<K> {
    private final String graph;
    private final Arcs<K> arcs;

    TopologicalOrder(String graph, Arcs<K> arcs) {
        this.graph = graph;
        this.arcs = arcs;
    }

    /** Numbers of vertices. */
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
        List<K> loop = new ArrayList<>(new Loops<>(arcs).find().get(0));
        // Printed against the edges, as a child and its parent are.
        Collections.reverse(loop);
        return new CycleException(
                "graph '" + graph + "' has a loop, so that there is no first vertex: remove one of its edges", loop);
    }
}
