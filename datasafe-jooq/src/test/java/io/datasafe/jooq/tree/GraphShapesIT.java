package io.datasafe.jooq.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Shapes on which what is plainly written takes for ever: long, dense, or with a way of ways. */
class GraphShapesIT extends EdgeTable {
    private static final int LONG = 100_000;

    @Test
    void aLongChain() {
        chain(LONG);
        assertThat(GRAPH.reachable(dsl, 1L)).hasSize(LONG);
        assertThat(GRAPH.distances(dsl, 1L, LONG)).hasSize(LONG).containsEntry(LONG + 1L, LONG);
        assertThat(GRAPH.distances(dsl, 1L, 10)).hasSize(10);
        assertThat(GRAPH.shortestPath(dsl, 1L, LONG + 1L, LONG).orElseThrow()).hasSize(LONG + 1);
        assertThat(GRAPH.shortestPath(dsl, 1L, LONG + 1L, LONG - 1)).isEmpty();
        assertThat(GRAPH.cheapestPath(dsl, 1L, LONG + 1L, COST).orElseThrow().hops())
                .isEqualTo(LONG);
        assertThat(GRAPH.topologicalOrder(dsl)).hasSize(LONG + 1).startsWith(1L, 2L);
        assertThat(GRAPH.explode(dsl, 1L, COST)).hasSize(LONG).containsEntry(LONG + 1L, BigDecimal.ONE);
        assertThat(GRAPH.findCycles(dsl)).isEmpty();
    }

    @Test
    void aLongLoop() {
        chain(LONG);
        outside.execute("INSERT INTO edge VALUES (?, 1)", LONG + 1);
        assertThat(GRAPH.findCycles(dsl))
                .singleElement()
                .satisfies(loop -> assertThat(loop).hasSize(LONG + 1).startsWith(1L, 2L));
        assertThat(GRAPH.distances(dsl, 1L, 1_000_000)).containsEntry(1L, LONG + 1);
        assertThatExceptionOfType(CycleException.class)
                .isThrownBy(() -> GRAPH.explode(dsl, 1L, COST))
                .withMessageContaining("more) <- ");
    }

    /** 20 diamonds in a row have 1,048,576 ways through them; there are 80 edges. */
    @Test
    void aLadderOfDiamonds() {
        for (long i = 0; i < 20; i++) {
            long top = 3 * i + 1;
            edges("%d %d, %d %d, %d %d, %d %d"
                    .formatted(top, top + 1, top, top + 2, top + 1, top + 3, top + 2, top + 3));
        }
        assertThat(GRAPH.explode(dsl, 1L, COST)).hasSize(60).containsEntry(61L, BigDecimal.valueOf(1 << 20));
        assertThat(GRAPH.explode(dsl, 4L, COST)).containsEntry(61L, BigDecimal.valueOf(524_288));
        assertThat(GRAPH.shortestPath(dsl, 1L, 61L, 40).orElseThrow()).hasSize(41);
        Reachability<Long> reach = new Reachability<>(GRAPH.edges());
        assertThat(rows(reach.vertices(List.of(1L)))).isEqualTo(60);
        assertThat(rows(reach.hops(List.of(1L), 1_000))).isEqualTo(60);
        assertThat(rows(new EdgeQuery<>(GRAPH.edges(), COST, false).query(List.of(1L))))
                .isEqualTo(61);
    }

    /** All lead to all: each vertex is looked at twice on each side, at most. */
    @Test
    void aDenseGraph() {
        outside.execute("INSERT INTO edge SELECT a, b FROM generate_series(1, 300) a, generate_series(1, 300) b");
        outside.execute("INSERT INTO edge VALUES (300, 301), (400, 401)");
        outside.execute("ANALYZE edge");
        assertThat(GRAPH.shortestPath(dsl, 1L, 301L, 1_000_000)).contains(List.of(1L, 300L, 301L));
        assertThat(GRAPH.shortestPath(dsl, 1L, 401L, 1_000_000)).isEmpty();
        assertThat(rows(new ShortestPath<>(GRAPH.edges()).query(1L, 400L, 1_000_000)))
                .isLessThan(700);
        assertThat(GRAPH.findCycles(dsl)).containsExactly(List.of(1L));
    }

    @Test
    void anEndWithNowhereToGoEndsTheSearch() {
        chain(LONG);
        outside.execute("INSERT INTO edge VALUES (-1, -2)");
        assertThat(GRAPH.shortestPath(dsl, 1L, -2L, 1_000_000)).isEmpty();
        assertThat(rows(new ShortestPath<>(GRAPH.edges()).query(1L, -2L, 1_000_000)))
                .isLessThan(20);
    }
}
