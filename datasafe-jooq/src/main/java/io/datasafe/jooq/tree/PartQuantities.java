package io.datasafe.jooq.tree;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What parts are made of. In topological order all of a part is known before it is passed on, so each edge counts once, on however many ways it lies. */
final class PartQuantities<K> {
    private static final int DIGITS = 1_000;

    private final String graph;
    private final Arcs<K> arcs;
    private final int[] order;

    PartQuantities(String graph, Arcs<K> arcs) {
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

    /** Else a long chain of fractions would take more memory for its digits than for its vertices. */
    private BigDecimal bounded(BigDecimal sum, int component) {
        if (sum.precision() > DIGITS) {
            throw new ArithmeticException("graph '" + graph + "' takes an amount of more than " + DIGITS + " digits of "
                    + arcs.vertices().get(component) + ": round the quantities, or leave edges out by scope(..)");
        }
        return sum;
    }
}
