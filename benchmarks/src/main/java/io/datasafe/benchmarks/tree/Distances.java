package io.datasafe.benchmarks.tree;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** How far it is from one vertex to all others, computed in Java. */
final class Distances {
    private final List<TreeSet<Long>> rings = new ArrayList<>();

    private Distances() {}

    static Distances from(Connection connection, long vertex) throws SQLException {
        Map<Long, List<Long>> edges = new HashMap<>();
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("select src, dst from edge")) {
            while (row.next()) {
                edges.computeIfAbsent(row.getLong(1), src -> new ArrayList<>()).add(row.getLong(2));
            }
        }
        Distances distances = new Distances();
        TreeSet<Long> seen = new TreeSet<>(List.of(vertex));
        for (TreeSet<Long> ring = new TreeSet<>(seen); !ring.isEmpty(); ) {
            distances.rings.add(ring);
            TreeSet<Long> next = new TreeSet<>();
            ring.forEach(each -> next.addAll(edges.getOrDefault(each, List.of())));
            next.removeAll(seen);
            seen.addAll(next);
            ring = next;
        }
        return distances;
    }

    long firstAt(int hops) {
        if (hops >= rings.size()) {
            throw new IllegalStateException(
                    "no vertex is " + hops + " edges away; the farthest is " + (rings.size() - 1));
        }
        return rings.get(hops).first();
    }
}
