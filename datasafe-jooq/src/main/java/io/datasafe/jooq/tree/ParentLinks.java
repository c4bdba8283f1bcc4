package io.datasafe.jooq.tree;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Which node is whose child, by numbers from 0. As a node has one parent at most, a loop has nothing above it, and what is left when leaves are
 * taken away again and again are the loops.
 */
final class ParentLinks {
    static final int NONE = -1;

    private final int[] parents;
    private final int[] bottomUp;
    private final int acyclic;
    private final boolean[] looped;

    /**
     * Takes leaves away until there are none: each node once.
     *
     * @param parents of each node; {@link #NONE} for a root
     */
    ParentLinks(int[] parents) {
        this.parents = parents;
        bottomUp = new int[parents.length];
        looped = new boolean[parents.length];
        int[] children = new int[parents.length];
        for (int parent : parents) {
            if (parent != NONE) {
                children[parent]++;
            }
        }
        int taken = 0;
        for (int node = 0; node < parents.length; node++) {
            looped[node] = true;
            if (children[node] == 0) {
                bottomUp[taken++] = node;
            }
        }
        for (int next = 0; next < taken; next++) {
            int node = bottomUp[next];
            looped[node] = false;
            int parent = parents[node];
            if (parent != NONE && --children[parent] == 0) {
                bottomUp[taken++] = parent;
            }
        }
        acyclic = taken;
    }

    /** {@return how many nodes are on no loop} */
    int acyclic() {
        return acyclic;
    }

    /** {@return a node on no loop: each comes after all that is below it} */
    int bottomUp(int index) {
        return bottomUp[index];
    }

    int parent(int node) {
        return parents[node];
    }

    /** {@return each loop once, in the order of their least numbers; each begins with that, and goes on with its child on the loop} */
    List<List<Integer>> loops() {
        List<List<Integer>> loops = new ArrayList<>();
        boolean[] seen = new boolean[parents.length];
        for (int first = 0; first < parents.length && acyclic < parents.length; first++) {
            if (looped[first] && !seen[first]) {
                List<Integer> loop = new ArrayList<>();
                for (int node = first; !seen[node]; node = parents[node]) {
                    seen[node] = true;
                    loop.add(node);
                }
                Collections.reverse(loop.subList(1, loop.size()));
                loops.add(loop);
            }
        }
        return loops;
    }
}
