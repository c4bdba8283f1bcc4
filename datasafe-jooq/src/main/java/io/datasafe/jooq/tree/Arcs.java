package io.datasafe.jooq.tree;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/**
 * Edges in memory: vertices are numbers in their order, and the edges of each lie together, in the order of where they lead to. So what is made
 * of them does not depend on the order in which they were read.
 */
final class Arcs<K> {
    private final List<K> vertices;
    private final int[] first;
    private final int[] target;
    private final List<BigDecimal> weight;

    /**
     * Edges.
     *
     * @param vertices by number
     * @param first of the edges that leave a vertex, by its number; and one more, where the last one's end
     * @param target where an edge leads to
     * @param weight of an edge; empty if none was read
     */
    Arcs(List<K> vertices, int[] first, int[] target, List<BigDecimal> weight) {
        this.vertices = vertices;
        this.first = first;
        this.target = target;
        this.weight = weight;
    }

    List<K> vertices() {
        return vertices;
    }

    int size() {
        return vertices.size();
    }

    /** The first edge that leaves a vertex. */
    int first(int vertex) {
        return first[vertex];
    }

    /** The edge after the last one that leaves a vertex. */
    int end(int vertex) {
        return first[vertex + 1];
    }

    int target(int edge) {
        return target[edge];
    }

    BigDecimal weight(int edge) {
        return weight.get(edge);
    }

    /** How many edges lead to each vertex. */
    int[] incoming() {
        int[] incoming = new int[size()];
        for (int to : target) {
            incoming[to]++;
        }
        return incoming;
    }

    /** The vertices of some numbers. */
    List<K> named(int[] numbers) {
        return Arrays.stream(numbers).mapToObj(vertices::get).toList();
    }
}
