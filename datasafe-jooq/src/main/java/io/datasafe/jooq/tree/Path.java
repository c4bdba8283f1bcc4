package io.datasafe.jooq.tree;

import java.math.BigDecimal;
import java.util.List;

/**
 * A path through a graph, with its cost.
 *
 * @param vertices the vertices from the first to the last; at least one
 * @param cost the exact sum of the costs of its edges
 * @param <K> the vertex's type
 * @since 0.1
 */
public record Path<K>(List<K> vertices, BigDecimal cost) {
    /**
     * Makes a path.
     *
     * @param vertices the vertices from the first to the last; at least one
     * @param cost the sum of the costs of its edges
     * @throws IllegalArgumentException if there is no vertex
     */
    public Path {
        vertices = List.copyOf(vertices);
        if (vertices.isEmpty()) {
            throw new IllegalArgumentException(
                    "a path has no vertex, must have at least one: where it begins and ends");
        }
    }

    /** {@return the number of edges} */
    public int hops() {
        return vertices.size() - 1;
    }
}
