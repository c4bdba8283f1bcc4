package io.datasafe.jooq.tree;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A small graph with loops, edges to oneself, parallel edges and several components; and what is true of it, found the plain way. */
final class RandomGraph {
    record Edge(int from, int to, int cost) {}

    final long seed;
    final int size;
    final List<Edge> edges = new ArrayList<>();

    /** Every other one has no loop. */
    RandomGraph(long seed) {
        this.seed = seed;
        Random random = new Random(seed);
        size = 2 + random.nextInt(12);
        int count = random.nextInt(3 * size);
        List<Integer> names = new ArrayList<>();
        for (int i = 1; i <= size; i++) {
            names.add(i);
        }
        Collections.shuffle(names, random);
        for (int i = 0; i < count; i++) {
            int a = random.nextInt(size);
            int b = random.nextInt(size);
            if (seed % 2 != 0) {
                edges.add(new Edge(a + 1, b + 1, random.nextInt(6)));
            } else if (a != b) {
                edges.add(new Edge(names.get(Math.min(a, b)), names.get(Math.max(a, b)), random.nextInt(6)));
            }
        }
    }

    /** Along one edge or more. */
    Map<Integer, Integer> distances(Collection<Integer> starts, int maxHops) {
        Map<Integer, Integer> found = new TreeMap<>();
        Set<Integer> frontier = new TreeSet<>(starts);
        for (int hops = 1; hops <= maxHops && !frontier.isEmpty(); hops++) {
            Set<Integer> next = new TreeSet<>();
            for (Edge edge : edges) {
                if (frontier.contains(edge.from) && !found.containsKey(edge.to)) {
                    next.add(edge.to);
                }
            }
            for (int vertex : next) {
                found.put(vertex, hops);
            }
            frontier = next;
        }
        return found;
    }

    Set<Integer> reachable(int start) {
        return distances(List.of(start), Integer.MAX_VALUE).keySet();
    }

    boolean hasEdge(int from, int to) {
        return edges.stream().anyMatch(edge -> edge.from == from && edge.to == to);
    }

    /** Bellman's and Ford's. */
    Optional<Integer> cost(int from, int to) {
        Map<Integer, Integer> costs = new TreeMap<>(Map.of(from, 0));
        for (int i = 0; i < size; i++) {
            for (Edge edge : edges) {
                if (costs.containsKey(edge.from)) {
                    costs.merge(edge.to, costs.get(edge.from) + edge.cost, Math::min);
                }
            }
        }
        return Optional.ofNullable(costs.get(to));
    }

    boolean isOnLoop(int vertex) {
        return reachable(vertex).contains(vertex);
    }

    /** Whether a loop can be reached, or begins here. */
    boolean leadsToLoop(Collection<Integer> starts) {
        return starts.stream()
                .anyMatch(start -> isOnLoop(start) || reachable(start).stream().anyMatch(this::isOnLoop));
    }

    /** One way after the other. */
    Map<Integer, BigDecimal> explode(int part) {
        Map<Integer, BigDecimal> found = new TreeMap<>();
        explode(part, BigDecimal.ONE, found);
        return found;
    }

    private void explode(int part, BigDecimal amount, Map<Integer, BigDecimal> found) {
        for (Edge edge : edges) {
            if (edge.from == part) {
                BigDecimal needed = amount.multiply(BigDecimal.valueOf(edge.cost));
                found.merge(edge.to, needed, BigDecimal::add);
                explode(edge.to, needed, found);
            }
        }
    }

    Set<Integer> vertices() {
        Set<Integer> vertices = new TreeSet<>();
        edges.forEach(edge -> {
            vertices.add(edge.from);
            vertices.add(edge.to);
        });
        return vertices;
    }

    /** The least of those that nothing left leads to, again and again. */
    List<Integer> topologicalOrder(Set<Integer> of) {
        Set<Integer> left = new TreeSet<>(of);
        List<Integer> order = new ArrayList<>();
        while (!left.isEmpty()) {
            int next = left.stream()
                    .filter(vertex -> left.stream().noneMatch(other -> hasEdge(other, vertex)))
                    .findFirst()
                    .orElseThrow();
            order.add(next);
            left.remove(next);
        }
        return order;
    }

    /** The least vertex of each set of vertices that lead to each other, and the length of the shortest loop through it. */
    Map<Integer, Integer> loops() {
        Map<Integer, Integer> loops = new TreeMap<>();
        for (int vertex : vertices()) {
            Map<Integer, Integer> distances = distances(List.of(vertex), Integer.MAX_VALUE);
            boolean least = distances.keySet().stream()
                    .noneMatch(other -> other < vertex && reachable(other).contains(vertex));
            if (least && distances.containsKey(vertex)) {
                loops.put(vertex, distances.get(vertex));
            }
        }
        return loops;
    }

    @Override
    public String toString() {
        return "seed " + seed + ": " + edges;
    }
}
