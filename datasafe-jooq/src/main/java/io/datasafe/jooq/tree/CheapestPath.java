package io.datasafe.jooq.tree;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/** Dijkstra's algorithm: finds a cheapest path and, among the cheapest paths, one with the fewest hops. */
final class CheapestPath<K> {
    /** A vertex in the queue, with the cost and the hops of the path that reached it. */
    private record Reached(BigDecimal cost, int hops, int vertex) {
        boolean isBefore(BigDecimal otherCost, int otherHops) {
            int difference = cost.compareTo(otherCost);
            return difference < 0 || difference == 0 && hops < otherHops;
        }
    }

    private final AdjacencyLists<K> arcs;
    private final BigDecimal[] cost;
    private final int[] hops;
    private final int[] previous;
    private final boolean[] done;
    private final PriorityQueue<Reached> queue = new PriorityQueue<>(
            Comparator.comparing(Reached::cost).thenComparingInt(Reached::hops).thenComparingInt(Reached::vertex));

    CheapestPath(AdjacencyLists<K> arcs) {
        this.arcs = arcs;
        cost = new BigDecimal[arcs.size()];
        hops = new int[arcs.size()];
        previous = new int[arcs.size()];
        done = new boolean[arcs.size()];
        Arrays.fill(previous, -1);
    }

    Optional<Path<K>> between(K from, K to) {
        int last = arcs.vertices().indexOf(to);
        if (last < 0) {
            return Optional.empty();
        }
        int first = arcs.vertices().indexOf(from);
        cost[first] = BigDecimal.ZERO;
        queue.add(new Reached(BigDecimal.ZERO, 0, first));
        while (!done[last]) {
            Reached next = queue.poll();
            if (next == null) {
                return Optional.empty();
            }
            if (!done[next.vertex()]) {
                done[next.vertex()] = true;
                leave(next);
            }
        }
        return Optional.of(path(last));
    }

    private void leave(Reached from) {
        for (int edge = arcs.first(from.vertex()); edge < arcs.end(from.vertex()); edge++) {
            int vertex = arcs.target(edge);
            Reached reached = new Reached(from.cost().add(arcs.weight(edge)), from.hops() + 1, vertex);
            BigDecimal known = cost[vertex];
            if (!done[vertex] && (known == null || reached.isBefore(known, hops[vertex]))) {
                cost[vertex] = reached.cost();
                hops[vertex] = reached.hops();
                previous[vertex] = from.vertex();
                queue.add(reached);
            }
        }
    }

    private Path<K> path(int last) {
        Deque<K> vertices = new ArrayDeque<>();
        for (int vertex = last; vertex >= 0; vertex = previous[vertex]) {
            vertices.addFirst(arcs.vertices().get(vertex));
        }
        return new Path<>(List.copyOf(vertices), cost[last]);
    }
}
