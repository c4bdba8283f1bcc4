package io.datasafe.jooq.tree;

import java.util.Arrays;

/**
 * The depth-first order of numbered nodes, with siblings ordered by number. It uses no recursion, so trees can have any
 * depth.
 */
final class Nesting {
    private final int[] order;
    private final int[] depths;
    private final int[] sizes;

    /**
     * Computes the order.
     *
     * @param parents for each node its parent, or {@link ParentLinks#NONE} for a root; without cycles
     */
    Nesting(int[] parents) {
        int nodes = parents.length;
        int[] firstChild = new int[nodes];
        int[] next = new int[nodes];
        order = new int[nodes];
        depths = new int[nodes];
        sizes = new int[nodes];
        Arrays.fill(firstChild, ParentLinks.NONE);
        int firstRoot = ParentLinks.NONE;
        for (int node = nodes - 1; node >= 0; node--) {
            int parent = parents[node];
            next[node] = parent == ParentLinks.NONE ? firstRoot : firstChild[parent];
            if (parent == ParentLinks.NONE) {
                firstRoot = node;
            } else {
                firstChild[parent] = node;
            }
        }
        int at = firstRoot;
        for (int place = 0; place < nodes; place++) {
            int parent = parents[at];
            order[place] = at;
            depths[at] = parent == ParentLinks.NONE ? 0 : depths[parent] + 1;
            sizes[at] = 1;
            if (firstChild[at] != ParentLinks.NONE) {
                at = firstChild[at];
            } else {
                at = up(at, parents, next);
            }
        }
    }

    /** Leaves every subtree that ends here, and returns the next sibling of the node or of one of its ancestors. */
    private int up(int last, int[] parents, int[] next) {
        int node = last;
        while (next[node] == ParentLinks.NONE && parents[node] != ParentLinks.NONE) {
            sizes[parents[node]] += sizes[node];
            node = parents[node];
        }
        if (parents[node] != ParentLinks.NONE) {
            sizes[parents[node]] += sizes[node];
        }
        return next[node];
    }

    /** {@return the number of the node at a position of the order} */
    int node(int place) {
        return order[place];
    }

    int depth(int node) {
        return depths[node];
    }

    /** {@return the number of nodes in the subtree of a node, including the node} */
    int size(int node) {
        return sizes[node];
    }
}
