package io.datasafe.jooq.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.datasafe.jooq.load.JooqLoads;
import io.datasafe.jooq.load.Key2;
import io.datasafe.load.LoadScope;
import io.datasafe.load.Related;
import io.datasafe.test.proxy.RoundTrips;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;

class GraphIT extends EdgeTable {
    private static final Field<Integer> TENANT = field(name("edge", "tenant"), SQLDataType.INTEGER);
    private static final Field<Boolean> GONE = field(name("edge", "gone"), SQLDataType.BOOLEAN);

    @Test
    void aVertexIsReachableFromItselfOnlyByALoop() {
        edges("1 2, 2 3, 3 2");
        assertThat(GRAPH.reachable(dsl, 1L)).containsExactly(2L, 3L);
        assertThat(GRAPH.reachable(dsl, 2L)).containsExactlyInAnyOrder(2L, 3L);
        assertThat(GRAPH.distances(dsl, 2L, 9)).isEqualTo(Map.of(2L, 2, 3L, 1));
        assertThat(GRAPH.reachable(dsl, List.of())).isEmpty();
        assertThat(GRAPH.reachable(dsl, 77L)).isEmpty();
    }

    @Test
    void aPathOfOneVertexNeedsNoQuery() {
        RoundTrips.on(db.proxy()).exactly(0).run(() -> {
            assertThat(GRAPH.shortestPath(dsl, 77L, 77L, 1)).contains(List.of(77L));
            assertThat(GRAPH.cheapestPath(dsl, 77L, 77L, COST)).contains(new Path<>(List.of(77L), BigDecimal.ZERO));
        });
    }

    @Test
    void eachCallIsOneQuery() {
        edges("1 2, 2 3, 3 4");
        GRAPH.reachable(dsl, 1L); // Opens the connection.
        RoundTrips.on(db.proxy()).exactly(6).run(() -> {
            GRAPH.reachable(dsl, List.of(1L, 2L));
            GRAPH.shortestPath(dsl, 1L, 4L, 10);
            GRAPH.cheapestPath(dsl, 1L, 4L, COST);
            GRAPH.explode(dsl, 1L, COST);
            GRAPH.topologicalOrder(dsl);
            GRAPH.findCycles(dsl);
        });
    }

    @Test
    void everyoneIsLoadedInOneQuery() {
        edges("1 2, 2 3, 3 4, 9 3");
        List<Long> parts = List.of(1L, 2L, 9L, 77L);
        try (LoadScope scope = JooqLoads.open(dsl)) {
            Related<Long, Set<Long>> pieces = scope.related(parts, Function.identity(), GRAPH.reachable());
            RoundTrips.on(db.proxy())
                    .exactly(1)
                    .run(() -> assertThat(parts.stream()
                                    .map(part -> Set.copyOf(pieces.of(part)))
                                    .toList())
                            .containsExactly(Set.of(2L, 3L, 4L), Set.of(3L, 4L), Set.of(3L, 4L), Set.of()));
            scope.forget("edge");
            RoundTrips.on(db.proxy())
                    .exactly(1)
                    .run(() -> assertThat(scope.get(GRAPH.reachable(), 1L)).hasSize(3));
        }
        assertThat(GRAPH.reachable()).hasToString("reachable in edge").isSameAs(GRAPH.reachable());
    }

    @Test
    void ofSeveralPathsItIsAlwaysTheSame() {
        edges("1 9, 1 5, 9 2, 5 2, 2 8, 2 4, 8 3, 4 3");
        assertThat(GRAPH.shortestPath(dsl, 1L, 3L, 9)).contains(List.of(1L, 5L, 2L, 4L, 3L));
        assertThat(GRAPH.shortestPath(dsl, 1L, 3L, 3)).isEmpty();
        assertThat(GRAPH.shortestPath(dsl, 1L, 3L, 4)).isPresent();
    }

    @Test
    void theCheapestPathIsTheShortestOfThoseAsCheap() {
        edges("1 2 0.1, 2 3 0.2, 1 3 0.3, 1 4 0, 4 3 0.3");
        outside.execute("ALTER TABLE edge ALTER cost TYPE numeric USING cost");
        outside.execute("UPDATE edge SET cost = v.c FROM (VALUES (1, 2, 0.1), (2, 3, 0.2), (1, 3, 0.30)) v (s, d, c)"
                + " WHERE src = s AND dst = d");
        Field<BigDecimal> cost = field(name("edge", "cost"), SQLDataType.NUMERIC);
        assertThat(GRAPH.cheapestPath(dsl, 1L, 3L, cost)).hasValueSatisfying(path -> {
            assertThat(path.vertices()).containsExactly(1L, 4L, 3L);
            assertThat(path.cost()).isEqualByComparingTo("0");
            assertThat(path.hops()).isEqualTo(2);
        });
        assertThat(GRAPH.scope(SRC.ne(4L)).cheapestPath(dsl, 1L, 3L, cost)).hasValueSatisfying(path -> {
            assertThat(path.vertices()).containsExactly(1L, 3L);
            assertThat(path.cost()).isEqualByComparingTo("0.3");
        });
    }

    @Test
    void fractionsAddUpAsTheyArePrinted() {
        edges("1 2, 2 3, 3 4");
        Field<Double> tenth = field("cast(0.1 as float8)", SQLDataType.DOUBLE);
        assertThat(GRAPH.cheapestPath(dsl, 1L, 4L, tenth).orElseThrow().cost()).isEqualByComparingTo("0.3");
        assertThat(GRAPH.cheapestPath(dsl, 1L, 77L, tenth)).isEmpty();
        assertThat(GRAPH.cheapestPath(dsl, 4L, 1L, tenth)).isEmpty();
    }

    @Test
    void partsOfAnOrderAddUp() {
        edges("1 2 2, 1 3 1, 2 4 10, 3 4 5");
        assertThat(GRAPH.explode(dsl, 1L, COST))
                .containsExactly(
                        Map.entry(2L, BigDecimal.valueOf(2)),
                        Map.entry(3L, BigDecimal.valueOf(1)),
                        Map.entry(4L, BigDecimal.valueOf(25)));
        assertThat(GRAPH.explode(dsl, Map.of(1L, BigDecimal.valueOf(3), 2L, new BigDecimal("0.5")), COST))
                .containsExactly(
                        Map.entry(2L, BigDecimal.valueOf(6)),
                        Map.entry(3L, BigDecimal.valueOf(3)),
                        Map.entry(4L, new BigDecimal("80.0")));
        assertThat(GRAPH.reversed().explode(dsl, 4L, COST))
                .isEqualTo(Map.of(2L, BigDecimal.valueOf(10), 3L, BigDecimal.valueOf(5), 1L, BigDecimal.valueOf(25)));
        assertThat(GRAPH.explode(dsl, Map.of(), COST)).isEmpty();
        assertThat(GRAPH.explode(dsl, 77L, COST)).isEmpty();
    }

    @Test
    void aLoopIsNamedAgainstItsEdges() {
        edges("9 7, 7 42, 42 40, 40 7, 40 50");
        assertThatExceptionOfType(CycleException.class)
                .isThrownBy(() -> GRAPH.explode(dsl, 9L, COST))
                .withMessage("graph 'edge' has a cycle, so there is no topological order: remove one of its edges:"
                        + " 40 <- 42 <- 7 <- 40")
                .satisfies(e -> assertThat(e.cycle()).isEqualTo(List.of(40L, 42L, 7L)));
        assertThat(GRAPH.findCycles(dsl)).containsExactly(List.of(7L, 42L, 40L));
        assertThat(GRAPH.explode(dsl, 50L, COST)).isEmpty();
        assertThat(GRAPH.topologicalOrder(dsl, List.of(50L, 3L))).containsExactly(3L, 50L);
    }

    @Test
    void scopeAndNullsLeaveEdgesOut() {
        edges("1 2, 2 3");
        outside.execute("UPDATE edge SET gone = true WHERE src = 2");
        outside.execute("INSERT INTO edge VALUES (1, NULL), (NULL, 1), (NULL, NULL)");
        Graph<Long> graph = GRAPH.scope(GONE.isFalse()).scope(TENANT.eq(1));
        assertThat(graph.reachable(dsl, 1L)).containsExactly(2L);
        assertThat(graph.shortestPath(dsl, 1L, 3L, 9)).isEmpty();
        assertThat(graph.topologicalOrder(dsl)).containsExactly(1L, 2L);
        assertThat(graph.reversed().reachable(dsl, 1L)).isEmpty();
        assertThat(GRAPH.findCycles(dsl)).isEmpty();
    }

    @Test
    void tenantsShareNoEdge() {
        edges("1 2, 2 3");
        outside.execute("INSERT INTO edge VALUES (3, 1, 1, 2)");
        Graph<Key2<Integer, Long>> graph = Graph.of(TENANT, SRC, DST);
        assertThat(graph.reachable(dsl, Key2.of(1, 2L))).containsExactly(Key2.of(1, 3L));
        assertThat(graph.findCycles(dsl)).isEmpty();
        assertThat(graph.shortestPath(dsl, Key2.of(1, 1L), Key2.of(2, 1L), 9)).isEmpty();
        assertThat(GRAPH.findCycles(dsl)).containsExactly(List.of(1L, 2L, 3L));
    }

    @Test
    void aViewOrAnAliasServesAsWell() {
        edges("1 2, 2 3");
        outside.execute("CREATE VIEW seen AS SELECT src AS a, dst AS b FROM edge WHERE src > 1");
        Field<Long> a = field(name("a"), SQLDataType.BIGINT);
        Field<Long> b = field(name("b"), SQLDataType.BIGINT);
        assertThat(Graph.of(a, b).from(table(name("seen"))).topologicalOrder(dsl))
                .containsExactly(2L, 3L);
        Field<Long> src = field(name("x", "src"), SQLDataType.BIGINT);
        Field<Long> dst = field(name("x", "dst"), SQLDataType.BIGINT);
        assertThat(Graph.of(src, dst).from(table(name("edge")).as("x")).shortestPath(dsl, 1L, 3L, 9))
                .contains(List.of(1L, 2L, 3L));
    }

    @Test
    void readsInPortionsWithinATransaction() {
        chain(10_000);
        dsl.transaction(t -> {
            assertThat(GRAPH.reachable(t.dsl(), 1L)).hasSize(10_000);
            assertThat(GRAPH.topologicalOrder(t.dsl()))
                    .isEqualTo(LongStream.rangeClosed(1, 10_001).boxed().collect(Collectors.toList()));
        });
    }
}
