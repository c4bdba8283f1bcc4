package io.datasafe.jooq.tree;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Collects edges in any order and sorts them into {@link AdjacencyLists}. */
final class AdjacencyListsBuilder<K> {
    private final Comparator<K> order;
    private final Map<K, Integer> numbers = new HashMap<>();
    private final List<K> vertices = new ArrayList<>();
    private final List<BigDecimal> weights = new ArrayList<>();
    private int[] from = new int[1_024];
    private int[] to = new int[1_024];
    private int size;

    AdjacencyListsBuilder(Comparator<K> order) {
        this.order = order;
    }

    int vertex(K name) {
        Integer known = numbers.putIfAbsent(name, vertices.size());
        if (known != null) {
            return known;
        }
        vertices.add(name);
        return vertices.size() - 1;
    }

    void edge(K leaves, K leads) {
        if (size == from.length) {
            int more = (int) Math.min(2L * size, Integer.MAX_VALUE - 8);
            from = Arrays.copyOf(from, more);
            to = Arrays.copyOf(to, more);
        }
        from[size] = vertex(leaves);
        to[size++] = vertex(leads);
    }

    void edge(K leaves, K leads, BigDecimal weight) {
        edge(leaves, leads);
        weights.add(weight);
    }

    AdjacencyLists<K> build() {
        List<Integer> sorted =
                new ArrayList<>(IntStream.range(0, vertices.size()).boxed().toList());
        sorted.sort((a, b) -> order.compare(vertices.get(a), vertices.get(b)));
        int[] rank = new int[vertices.size()];
        for (int i = 0; i < rank.length; i++) {
            rank[sorted.get(i)] = i;
        }
        for (int edge = 0; edge < size; edge++) {
            from[edge] = rank[from[edge]];
            to[edge] = rank[to[edge]];
        }
        int[] all = IntStream.range(0, size).toArray();
        int[] first = new int[rank.length + 1];
        // Sorts by target, then by source. The second sort is stable, so the edges of one vertex stay sorted by target.
        int[] edges = sort(sort(all, to, new int[rank.length + 1]), from, first);
        return new AdjacencyLists<>(
                sorted.stream().map(vertices::get).toList(),
                first,
                Arrays.stream(edges).map(edge -> to[edge]).toArray(),
                weights.isEmpty()
                        ? weights
                        : Arrays.stream(edges).mapToObj(weights::get).toList());
    }

    /**
     * Sorts edges by one of their ends with a stable counting sort, and fills in where the edges of each vertex begin.
     */
    private static int[] sort(int[] edges, int[] end, int[] begin) {
        for (int edge : edges) {
            begin[end[edge] + 1]++;
        }
        for (int i = 1; i < begin.length; i++) {
            begin[i] += begin[i - 1];
        }
        int[] next = begin.clone();
        int[] sorted = new int[edges.length];
        for (int edge : edges) {
            sorted[next[end[edge]]++] = edge;
        }
        return sorted;
    }
}
