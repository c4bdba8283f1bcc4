package io.datasafe.jooq.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Tarjan's: finds sets of vertices of which each leads to all others, and in each that has a loop the shortest one through its least vertex.
 * Without recursion: a chain is deeper than a thread's stack.
 */
final class Loops<K> {
    private static final int UNSEEN = 0;

    private final Arcs<K> arcs;

    /** When a vertex was first seen, from 1 on. */
    private final int[] seen;

    /** The earliest vertex on the stack that it leads to. */
    private final int[] low;

    /** The edge to look at next. */
    private final int[] next;

    /** The set that a vertex belongs to, named by its least vertex; none as long as it is on the stack. */
    private final int[] set;

    private final int[] stack;
    private final int[] calls;
    private int stacked;
    private int clock;

    Loops(Arcs<K> arcs) {
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

    /** One loop of each set that has any, by their least vertices; a loop begins at its set's least vertex. */
    List<List<K>> find() {
        for (int vertex = 0; vertex < arcs.size(); vertex++) {
            if (seen[vertex] == UNSEEN) {
                visit(vertex);
            }
        }
        List<List<K>> loops = new ArrayList<>();
        Search search = new Search();
        for (int vertex = 0; vertex < arcs.size(); vertex++) {
            if (set[vertex] == vertex) {
                List<K> loop = search.loop(vertex);
                if (!loop.isEmpty()) {
                    loops.add(loop);
                }
            }
        }
        return loops;
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

    /** All that is on the stack above a vertex that leads to none below it is one set with it. */
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

    /** Breadth first, within a set. */
    private final class Search {
        private final int[] previous = new int[arcs.size()];
        private final int[] queue = new int[arcs.size()];

        Search() {
            Arrays.fill(previous, -1);
        }

        List<K> loop(int start) {
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
            List<K> loop = new ArrayList<>();
            for (int vertex = end; vertex != start; vertex = previous[vertex]) {
                loop.add(arcs.vertices().get(vertex));
            }
            loop.add(arcs.vertices().get(start));
            Collections.reverse(loop);
            return loop;
        }
    }
}
