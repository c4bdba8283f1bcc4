package io.datasafe.jooq.tree;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Computes how much of each component some parts contain. It visits the parts in topological order: when it reaches a
 * part, the amount of that part is complete. Each edge therefore counts once, however many paths use it.
 */
final class PartQuantities<K> {
    private static final int DIGITS = 1_000;

    private final String graph;
    private final AdjacencyLists<K> arcs;
    private final int[] order;

    PartQuantities(String graph, AdjacencyLists<K> arcs) {
        this.graph = graph;
        this.arcs = arcs;
        this.order = new TopologicalOrder<>(graph, arcs).numbers();
    }

    Map<K, BigDecimal> of(Map<K, BigDecimal> parts) {
        BigDecimal[] needed = new BigDecimal[arcs.size()];
        Arrays.fill(needed, BigDecimal.ZERO);
        int[] incoming = arcs.incoming();
        Map<K, BigDecimal> components = new LinkedHashMap<>();
        for (int vertex : order) {
            K part = arcs.vertices().get(vertex);
            if (incoming[vertex] > 0) {
                components.put(part, needed[vertex]);
            }
            BigDecimal whole = needed[vertex].add(parts.getOrDefault(part, BigDecimal.ZERO));
            for (int edge = arcs.first(vertex); edge < arcs.end(vertex); edge++) {
                int component = arcs.target(edge);
                needed[component] = bounded(needed[component].add(whole.multiply(arcs.weight(edge))), component);
            }
        }
        return components;
    }

    /**
     * Limits the digits of an amount. In a long chain of fractions the digits would otherwise take more memory than the
     * vertices.
     */
    private BigDecimal bounded(BigDecimal sum, int component) {
        if (sum.precision() > DIGITS) {
            throw new ArithmeticException("graph '" + graph + "' has an amount of more than " + DIGITS + " digits for "
                    + arcs.vertices().get(component) + ": round the quantities, or leave edges out by scope(..)");
        }
        return sum;
    }
}
