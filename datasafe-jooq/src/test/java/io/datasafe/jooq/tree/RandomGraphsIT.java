package io.datasafe.jooq.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import io.datasafe.jooq.load.JooqLoads;
import io.datasafe.jooq.load.Key2;
import io.datasafe.load.LoadScope;
import io.datasafe.load.Related;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;

/** All that a graph answers, against what is true of random ones. */
class RandomGraphsIT extends EdgeTable {
    private static final int GRAPHS = 35;
    private static final Field<Integer> TENANT = field(name("edge", "tenant"), SQLDataType.INTEGER);

    @Test
    void ofLongs() {
        check(0, "bigint", GRAPH, i -> (long) i);
    }

    @Test
    void ofInts() {
        check(1, "int", of(SQLDataType.INTEGER), i -> i);
    }

    @Test
    void ofUuids() {
        check(2, "uuid", of(SQLDataType.UUID), i -> new UUID(0, i));
    }

    @Test
    void ofText() {
        check(3, "text", of(SQLDataType.VARCHAR), i -> "v" + (char) ('a' + i));
    }

    @Test
    void ofTextOfSomeLengthAndCollation() {
        check(4, "varchar(5) COLLATE \"C\"", of(SQLDataType.VARCHAR(5)), i -> "v" + (char) ('a' + i));
    }

    @Test
    void ofOneTenantOfTwo() {
        Graph<Key2<Integer, Long>> graph = Graph.of(TENANT, SRC, DST);
        for (int i = 0; i < GRAPHS; i++) {
            RandomGraph expected = fill(5 * GRAPHS + i, id -> (long) id);
            // Another tenant has edges between the same vertices, which would change every answer.
            outside.execute(
                    "INSERT INTO edge SELECT a, b, 0, 2 FROM generate_series(1, 14) a, generate_series(1, 14) b");
            new Check<>(graph.scope(TENANT.eq(1)), expected, id -> Key2.of(1, (long) id)).all();
            new Check<>(graph, expected, id -> Key2.of(1, (long) id)).fromVertices();
        }
    }

    private static <K> Graph<K> of(DataType<K> type) {
        return Graph.of(field(name("edge", "src"), type), field(name("edge", "dst"), type));
    }

    private <K> void check(int series, String sqlType, Graph<K> graph, IntFunction<K> key) {
        create(sqlType);
        for (int i = 0; i < GRAPHS; i++) {
            RandomGraph expected = fill(series * GRAPHS + i, key);
            new Check<>(graph, expected, key).all();
            new Check<>(graph, expected, key).fromVertices();
        }
    }

    private RandomGraph fill(long seed, IntFunction<?> key) {
        RandomGraph graph = new RandomGraph(seed);
        outside.execute("DELETE FROM edge");
        graph.edges.forEach(edge -> outside.execute(
                "INSERT INTO edge (src, dst, cost) VALUES (?, ?, ?)",
                key.apply(edge.from()),
                key.apply(edge.to()),
                edge.cost()));
        return graph;
    }

    private final class Check<K> {
        private final Graph<K> graph;
        private final RandomGraph expected;
        private final IntFunction<K> key;

        Check(Graph<K> graph, RandomGraph expected, IntFunction<K> key) {
            this.graph = graph;
            this.expected = expected;
            this.key = key;
        }

        void all() {
            Map<Integer, Integer> loops = expected.loops();
            List<List<K>> found = graph.findCycles(dsl);
            assertThat(found.stream().map(loop -> loop.get(0)).toList())
                    .as("%s", expected)
                    .isEqualTo(keys(loops.keySet()));
            found.forEach(this::isLoop);
            assertThat(found.stream().map(List::size).toList())
                    .as("%s", expected)
                    .isEqualTo(List.copyOf(loops.values()));
            if (loops.isEmpty()) {
                assertThat(graph.topologicalOrder(dsl))
                        .as("%s", expected)
                        .isEqualTo(keys(expected.topologicalOrder(expected.vertices())));
            } else {
                assertThatExceptionOfType(CycleException.class)
                        .as("%s", expected)
                        .isThrownBy(() -> graph.topologicalOrder(dsl));
            }
        }

        void fromVertices() {
            for (int from = 1; from <= Math.min(expected.size, 3); from++) {
                reach(from);
                paths(from);
                ordered(from);
            }
            try (LoadScope scope = JooqLoads.open(dsl)) {
                Related<Integer, Set<K>> loaded = scope.related(everyone(), key::apply, graph.reachable());
                everyone()
                        .forEach(from -> assertThat(loaded.of(from))
                                .as("%s", expected)
                                .isEqualTo(Set.copyOf(keys(expected.reachable(from)))));
            }
        }

        private List<Integer> everyone() {
            return IntStream.rangeClosed(1, expected.size).boxed().toList();
        }

        private void reach(int from) {
            assertThat(graph.reachable(dsl, key.apply(from)))
                    .as("%s", expected)
                    .isEqualTo(Set.copyOf(keys(expected.reachable(from))));
            List<Integer> two = List.of(from, expected.size);
            for (int hops : List.of(1, 2, 100)) {
                Map<K, Integer> distances = expected.distances(two, hops).entrySet().stream()
                        .collect(Collectors.toMap(entry -> key.apply(entry.getKey()), Map.Entry::getValue));
                assertThat(graph.distances(dsl, keys(two), hops))
                        .as("%s", expected)
                        .isEqualTo(distances);
            }
            assertThat(graph.reversed().reachable(dsl, key.apply(from)))
                    .as("%s", expected)
                    .isEqualTo(Set.copyOf(keys(everyone().stream()
                            .filter(other -> expected.reachable(other).contains(from))
                            .toList())));
        }

        private void paths(int from) {
            for (int to = 1; to <= expected.size; to++) {
                Integer distance = from == to
                        ? Integer.valueOf(0)
                        : expected.distances(List.of(from), 100).get(to);
                for (int most : new int[] {1, 2, 3, 100}) {
                    Optional<List<K>> path = graph.shortestPath(dsl, key.apply(from), key.apply(to), most);
                    assertThat(path.map(vertices -> vertices.size() - 1))
                            .as("from %d to %d, %s", from, to, expected)
                            .isEqualTo(Optional.ofNullable(distance).filter(hops -> hops <= most));
                    path.ifPresent(isPath(from, to));
                }
                Optional<Path<K>> path = graph.cheapestPath(dsl, key.apply(from), key.apply(to), COST);
                assertThat(path.map(Path::cost))
                        .as("from %d to %d, %s", from, to, expected)
                        .isEqualTo(expected.cost(from, to).map(BigDecimal::valueOf));
                path.map(Path::vertices).ifPresent(isPath(from, to));
            }
        }

        private Consumer<List<K>> isPath(int from, int to) {
            return path -> {
                assertThat(path.get(0)).as("%s", expected).isEqualTo(key.apply(from));
                assertThat(path.get(path.size() - 1)).as("%s", expected).isEqualTo(key.apply(to));
                for (int i = 1; i < path.size(); i++) {
                    isEdge(path.get(i - 1), path.get(i));
                }
            };
        }

        private void ordered(int from) {
            if (expected.leadsToLoop(List.of(from))) {
                assertThatExceptionOfType(CycleException.class)
                        .as("%s", expected)
                        .isThrownBy(() -> graph.explode(dsl, key.apply(from), COST))
                        .satisfies(e -> isLoopOfCycle(e.cycle()));
                assertThatExceptionOfType(CycleException.class)
                        .as("%s", expected)
                        .isThrownBy(() -> graph.topologicalOrder(dsl, List.of(key.apply(from))));
            } else {
                Map<K, BigDecimal> parts = expected.explode(from).entrySet().stream()
                        .collect(Collectors.toMap(entry -> key.apply(entry.getKey()), Map.Entry::getValue));
                assertThat(graph.explode(dsl, key.apply(from), COST))
                        .as("%s", expected)
                        .isEqualTo(parts);
                Set<Integer> part = new TreeSet<>(expected.reachable(from));
                part.add(from);
                assertThat(graph.topologicalOrder(dsl, List.of(key.apply(from))))
                        .as("%s", expected)
                        .isEqualTo(keys(expected.topologicalOrder(part)));
            }
        }

        private void isLoopOfCycle(List<?> cycle) {
            for (int i = 0; i < cycle.size(); i++) {
                isEdge(cycle.get((i + 1) % cycle.size()), cycle.get(i));
            }
        }

        private void isLoop(List<K> loop) {
            for (int i = 0; i < loop.size(); i++) {
                isEdge(loop.get(i), loop.get((i + 1) % loop.size()));
            }
        }

        private void isEdge(Object from, Object to) {
            assertThat(expected.edges)
                    .as("an edge from %s to %s, %s", from, to, expected)
                    .anyMatch(edge -> key.apply(edge.from()).equals(from)
                            && key.apply(edge.to()).equals(to));
        }

        private List<K> keys(Collection<Integer> numbers) {
            return numbers.stream().map(key::apply).toList();
        }
    }
}
