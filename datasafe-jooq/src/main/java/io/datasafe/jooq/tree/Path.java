package io.datasafe.jooq.tree;

import java.math.BigDecimal;
import java.util.List;

/**
 * A way through a graph.
 *
 * @param vertices from the first to the last; at least one
 * @param cost of all its edges; exact
 * @param <K> the vertex
 * @since 0.1
 */
public record Path<K>(List<K> vertices, BigDecimal cost) {
    /**
     * Makes a path.
     *
     * @param vertices from the first to the last; at least one
     * @param cost of all its edges
     * @throws IllegalArgumentException if there is no vertex
     */
    public Path {
        vertices = List.copyOf(vertices);
        if (vertices.isEmpty()) {
            throw new IllegalArgumentException("a path has no vertex: it has at least one, where it begins and ends");
        }
    }

    /** {@return how many edges it goes along} */
    public int hops() {
        return vertices.size() - 1;
    }
}
