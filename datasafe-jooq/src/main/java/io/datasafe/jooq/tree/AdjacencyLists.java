package io.datasafe.jooq.tree;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/**
 * A graph in memory, as adjacency lists. Vertices are numbered in their sort order, and the edges of each vertex lie
 * together, sorted by their targets. A result therefore does not depend on the order in which the edges were read.
 */
final class AdjacencyLists<K> {
    private final List<K> vertices;
    private final int[] first;
    private final int[] target;
    private final List<BigDecimal> weight;

    /**
     * Makes a graph.
     *
     * @param vertices the vertices by number
     * @param first for each vertex the index of its first edge; one more element marks the end of the last vertex's
     *     edges
     * @param target for each edge the vertex that it leads to
     * @param weight for each edge its weight; empty if no weights were read
     */
    AdjacencyLists(List<K> vertices, int[] first, int[] target, List<BigDecimal> weight) {
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

    /** Returns the first edge that leaves a vertex. */
    int first(int vertex) {
        return first[vertex];
    }

    /** Returns the index after the last edge that leaves a vertex. */
    int end(int vertex) {
        return first[vertex + 1];
    }

    int target(int edge) {
        return target[edge];
    }

    BigDecimal weight(int edge) {
        return weight.get(edge);
    }

    /** Counts the edges that lead to each vertex. */
    int[] incoming() {
        int[] incoming = new int[size()];
        for (int to : target) {
            incoming[to]++;
        }
        return incoming;
    }

    /** Returns the vertices with the given numbers. */
    List<K> named(int[] numbers) {
        return Arrays.stream(numbers).mapToObj(vertices::get).toList();
    }
}
