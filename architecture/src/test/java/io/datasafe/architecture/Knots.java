package io.datasafe.architecture;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds groups of nodes that all reach each other (strongly connected components, by Tarjan's algorithm). */
final class Knots {
    private final Map<String, Set<String>> edges;
    private final Map<String, Integer> index = new HashMap<>();
    private final Map<String, Integer> lowest = new HashMap<>();
    private final Deque<String> stack = new ArrayDeque<>();
    private final List<Set<String>> groups = new ArrayList<>();

    private Knots(Map<String, Set<String>> edges) {
        this.edges = new TreeMap<>(edges);
    }

    /** The largest group; a node that reaches no other node that leads back to it is a group of its own. */
    static Set<String> largest(Map<String, Set<String>> edges) {
        Knots knots = new Knots(edges);
        for (String node : knots.edges.keySet()) {
            if (!knots.index.containsKey(node)) {
                knots.visit(node);
            }
        }
        return knots.groups.stream().max(Comparator.comparingInt(Set::size)).orElse(Set.of());
    }

    private void visit(String node) {
        int number = index.size();
        index.put(node, number);
        lowest.put(node, number);
        stack.push(node);
        for (String next : edges.getOrDefault(node, Set.of())) {
            if (!index.containsKey(next)) {
                visit(next);
                lowest.merge(node, lowest.get(next), Math::min);
            } else if (stack.contains(next)) {
                lowest.merge(node, index.get(next), Math::min);
            }
        }
        if (lowest.get(node) == number) {
            Set<String> group = new TreeSet<>();
            String member;
            do {
                member = stack.pop();
                group.add(member);
            } while (!member.equals(node));
            groups.add(group);
        }
    }

    /** A shortest way from the first node of the group back to it, such as {@code A -> B -> A}. */
    static String cycle(Map<String, Set<String>> edges, Set<String> group) {
        String start = group.iterator().next();
        Map<String, @Nullable String> from = new HashMap<>();
        Deque<String> queue = new ArrayDeque<>(List.of(start));
        while (!queue.isEmpty()) {
            String node = queue.removeFirst();
            for (String next : edges.getOrDefault(node, Set.of())) {
                if (next.equals(start)) {
                    return way(from, node) + " -> " + start;
                }
                if (group.contains(next) && !from.containsKey(next)) {
                    from.put(next, node);
                    queue.addLast(next);
                }
            }
        }
        return "none";
    }

    private static String way(Map<String, @Nullable String> from, String end) {
        String before = from.get(end);
        return before == null ? end : way(from, before) + " -> " + end;
    }
}
