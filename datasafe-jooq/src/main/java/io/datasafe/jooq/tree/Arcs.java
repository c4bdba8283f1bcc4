package io.datasafe.jooq.tree;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/**
 * Edges in memory: vertices are numbers in their order, and the edges of each lie together, in the order of where they lead to. So what is made
 * of them does not depend on the order in which they were read.
 *
 * @param vertices by number
 * @param first of the edges that leave a vertex, by its number; and one more, where the last one's end
 * @param target where an edge leads to
 * @param weight of an edge; empty if none was read
 */
record Arcs<K>(List<K> vertices, int[] first, int[] target, List<BigDecimal> weight) {
    int size() {
        return vertices.size();
    }

    /** How many edges lead to each vertex. */
    int[] incoming() {
        int[] incoming = new int[size()];
        for (int to : target) {
            incoming[to]++;
        }
        return incoming;
    }

    /** The vertices' names. */
    List<K> named(int[] numbers, int length) {
        return Arrays.stream(numbers, 0, length).mapToObj(vertices::get).toList();
    }
}
