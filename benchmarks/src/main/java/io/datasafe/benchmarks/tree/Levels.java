package io.datasafe.benchmarks.tree;

/**
 * Which ids are where in a tree whose nodes have ten children each: 0 is the root, the children of n are 10n + 1 to 10n
 * + 10.
 */
final class Levels {
    static final int CHILDREN = 10;

    private Levels() {}

    /** The first id of a level, which is how many nodes lie above it. */
    static long first(int level) {
        return (size(level) - 1) / (CHILDREN - 1);
    }

    /** How many nodes a level has. */
    static long size(int level) {
        long size = 1;
        for (int i = 0; i < level; i++) {
            size *= CHILDREN;
        }
        return size;
    }

    /** How many levels a whole subtree of so many nodes has: 11 has 2, 1,111 has 4. */
    static int of(int nodes) {
        int levels = 0;
        while (first(levels) < nodes) {
            levels++;
        }
        if (first(levels) != nodes) {
            throw new IllegalArgumentException("no subtree has " + nodes + " nodes: 11, 1111 or 111111 have");
        }
        return levels;
    }
}
