package io.datasafe.jooq.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds cycles: Tarjan's algorithm finds the strongly connected components (sets of vertices that all lead to each
 * other), then a search finds a shortest cycle through the least vertex of each. It uses no recursion, because a chain
 * can be deeper than a thread's stack.
 */
final class CycleFinder<K> {
    private static final int UNSEEN = 0;

    private final AdjacencyLists<K> arcs;

    /** For each vertex the time when it was first seen, from 1. */
    private final int[] seen;

    /** For each vertex the earliest vertex on the stack that it leads to. */
    private final int[] low;

    /** For each vertex the edge to look at next. */
    private final int[] next;

    /** For each vertex its component, named by the component's least vertex; -1 while the vertex is on the stack. */
    private final int[] set;

    private final int[] stack;
    private final int[] calls;
    private int stacked;
    private int clock;

    CycleFinder(AdjacencyLists<K> arcs) {
        this.arcs = arcs;
        int size = arcs.size();
        seen = new int[size];
        low = new int[size];
        next = IntStream.range(0, size).map(arcs::first).toArray();
        set = new int[size];
        Arrays.fill(set, -1);
        stack = new int[size];
        calls = new int[size];
    }

    /**
     * Returns one cycle for each component that has any, ordered by the components' least vertices; a cycle begins at
     * the least vertex of its component.
     */
    List<List<K>> find() {
        for (int vertex = 0; vertex < arcs.size(); vertex++) {
            if (seen[vertex] == UNSEEN) {
                visit(vertex);
            }
        }
        List<List<K>> cycles = new ArrayList<>();
        Search search = new Search();
        for (int vertex = 0; vertex < arcs.size(); vertex++) {
            if (set[vertex] == vertex) {
                List<K> cycle = search.cycle(vertex);
                if (!cycle.isEmpty()) {
                    cycles.add(cycle);
                }
            }
        }
        return cycles;
    }

    private void visit(int start) {
        int depth = 0;
        enter(start, 0);
        while (depth >= 0) {
            int vertex = calls[depth];
            if (next[vertex] < arcs.end(vertex)) {
                int target = arcs.target(next[vertex]++);
                if (seen[target] == UNSEEN) {
                    enter(target, ++depth);
                } else if (set[target] < 0) {
                    low[vertex] = Math.min(low[vertex], seen[target]);
                }
            } else {
                if (low[vertex] == seen[vertex]) {
                    close(vertex);
                }
                if (--depth >= 0) {
                    low[calls[depth]] = Math.min(low[calls[depth]], low[vertex]);
                }
            }
        }
    }

    private void enter(int vertex, int depth) {
        calls[depth] = vertex;
        seen[vertex] = ++clock;
        low[vertex] = clock;
        stack[stacked++] = vertex;
    }

    /**
     * Closes a component: a vertex that leads to nothing further down the stack, and all vertices above it on the
     * stack.
     */
    private void close(int vertex) {
        int end = stacked;
        int least = vertex;
        do {
            least = Math.min(least, stack[--stacked]);
        } while (stack[stacked] != vertex);
        for (int i = stacked; i < end; i++) {
            set[stack[i]] = least;
        }
    }

    /** A breadth-first search within one component. */
    private final class Search {
        private final int[] previous = new int[arcs.size()];
        private final int[] queue = new int[arcs.size()];

        Search() {
            Arrays.fill(previous, -1);
        }

        List<K> cycle(int start) {
            int tail = 0;
            queue[tail++] = start;
            for (int head = 0; head < tail; head++) {
                int vertex = queue[head];
                for (int edge = arcs.first(vertex); edge < arcs.end(vertex); edge++) {
                    int target = arcs.target(edge);
                    if (target == start) {
                        return back(start, vertex);
                    }
                    if (set[target] == start && previous[target] < 0) {
                        previous[target] = vertex;
                        queue[tail++] = target;
                    }
                }
            }
            return List.of();
        }

        private List<K> back(int start, int end) {
            List<K> cycle = new ArrayList<>();
            for (int vertex = end; vertex != start; vertex = previous[vertex]) {
                cycle.add(arcs.vertices().get(vertex));
            }
            cycle.add(arcs.vertices().get(start));
            Collections.reverse(cycle);
            return cycle;
        }
    }
}
