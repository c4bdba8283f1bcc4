package io.datasafe.jooq.tree;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The parent of each node, by numbers from 0. A node has at most one parent, so no other node lies above a cycle.
 * Removing leaves until none are left therefore leaves exactly the cycles.
 */
final class ParentLinks {
    static final int NONE = -1;

    private final int[] parents;
    private final int[] bottomUp;
    private final int acyclic;
    private final boolean[] cyclic;

    /**
     * Removes leaves until none are left, each node once.
     *
     * @param parents for each node its parent, or {@link #NONE} for a root
     */
    ParentLinks(int[] parents) {
        this.parents = parents;
        bottomUp = new int[parents.length];
        cyclic = new boolean[parents.length];
        int[] children = new int[parents.length];
        for (int parent : parents) {
            if (parent != NONE) {
                children[parent]++;
            }
        }
        int taken = 0;
        for (int node = 0; node < parents.length; node++) {
            cyclic[node] = true;
            if (children[node] == 0) {
                bottomUp[taken++] = node;
            }
        }
        for (int next = 0; next < taken; next++) {
            int node = bottomUp[next];
            cyclic[node] = false;
            int parent = parents[node];
            if (parent != NONE && --children[parent] == 0) {
                bottomUp[taken++] = parent;
            }
        }
        acyclic = taken;
    }

    /** {@return the number of nodes that are on no cycle} */
    int acyclic() {
        return acyclic;
    }

    /** {@return a node that is on no cycle, by its position in an order where each node comes after its descendants} */
    int bottomUp(int index) {
        return bottomUp[index];
    }

    int parent(int node) {
        return parents[node];
    }

    /**
     * {@return each cycle once, ordered by least number; each begins with its least number and goes on to that node's
     * child on the cycle}
     */
    List<List<Integer>> cycles() {
        List<List<Integer>> cycles = new ArrayList<>();
        boolean[] seen = new boolean[parents.length];
        for (int first = 0; first < parents.length && acyclic < parents.length; first++) {
            if (cyclic[first] && !seen[first]) {
                List<Integer> cycle = new ArrayList<>();
                for (int node = first; !seen[node]; node = parents[node]) {
                    seen[node] = true;
                    cycle.add(node);
                }
                Collections.reverse(cycle.subList(1, cycle.size()));
                cycles.add(cycle);
            }
        }
        return cycles;
    }
}
