package io.datasafe.examples.quickstart.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A directed graph in memory, in plain Java. Not thread-safe. */
final class Digraph {
    private final Map<Long, Set<Long>> targets = new LinkedHashMap<>();

    /** Two nodes, and the number of edges on a shortest path between them. */
    record Pair(long from, long to, int hops) {}

    void add(long from, long to) {
        targets.computeIfAbsent(from, node -> new LinkedHashSet<>()).add(to);
    }

    void addAll(long from, Collection<Long> to) {
        to.forEach(each -> add(from, each));
    }

    /** {@return the nodes that have an outgoing edge} */
    Set<Long> sources() {
        return targets.keySet();
    }

    Set<Long> targets(long from) {
        return targets.getOrDefault(from, Set.of());
    }

    int edges() {
        return targets.values().stream().mapToInt(Set::size).sum();
    }

    /** {@return how many nodes have an edge to this one} */
    long directSources(long to) {
        return targets.values().stream().filter(each -> each.contains(to)).count();
    }

    /** {@return whether each node has an edge to the next one} */
    boolean hasPath(List<Long> path) {
        for (int i = 1; i < path.size(); i++) {
            if (!targets(path.get(i - 1)).contains(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * {@return the two connected nodes that are farthest apart; only the first {@code mostStarts} nodes are tried as
     * the start}
     */
    Optional<Pair> farthest(int mostStarts, Comparator<Long> order) {
        Optional<Pair> best = Optional.empty();
        for (Long start : sources().stream().sorted(order).limit(mostStarts).toList()) {
            Map<Long, Integer> hops = hops(start);
            int most = Collections.max(hops.values());
            if (most > best.map(Pair::hops).orElse(0)) {
                best = hops.entrySet().stream()
                        .filter(each -> each.getValue() == most)
                        .map(Map.Entry::getKey)
                        .min(order)
                        .map(end -> new Pair(start, end, most));
            }
        }
        return best;
    }

    private Map<Long, Integer> hops(long start) {
        Map<Long, Integer> hops = new LinkedHashMap<>(Map.of(start, 0));
        List<Long> level = List.of(start);
        for (int depth = 1; !level.isEmpty(); depth++) {
            List<Long> next = new ArrayList<>();
            for (Long node : level) {
                for (Long target : targets(node)) {
                    if (hops.putIfAbsent(target, depth) == null) {
                        next.add(target);
                    }
                }
            }
            level = next;
        }
        return hops;
    }

    /** {@return a shortest cycle through a node, without repeating the node; empty if there is none} */
    List<Long> circle(long start) {
        Map<Long, Long> previous = new HashMap<>();
        Deque<Long> queue = new ArrayDeque<>(List.of(start));
        while (!queue.isEmpty()) {
            long node = queue.remove();
            for (Long next : targets(node)) {
                if (next == start) {
                    return way(previous, start, node);
                }
                if (previous.putIfAbsent(next, node) == null) {
                    queue.add(next);
                }
            }
        }
        return List.of();
    }

    /** {@return the path that a search took, from its predecessor map} */
    static List<Long> way(Map<Long, Long> previous, long from, long to) {
        List<Long> way = new ArrayList<>();
        Long node = to;
        while (node != null && node != from) {
            way.add(node);
            node = previous.get(node);
        }
        way.add(from);
        Collections.reverse(way);
        return way;
    }
}
