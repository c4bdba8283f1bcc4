package io.datasafe.examples.quickstart.graph;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** More careful plain JDBC: one query reads the neighbours of all nodes of a level. */
final class LevelByLevel implements Way {
    private static final String DEPENDANTS =
            "select dependency_id, dependant_id from depends where dependency_id = any(?)";
    private static final String DEPENDENCIES =
            "select dependant_id, dependency_id from depends where dependant_id = any(?)";
    private static final String ALL = "select dependant_id, dependency_id from depends";
    private static final String CHILDREN = "select id, coalesce(parent_id, 0), name from pom where parent_id = any(?)";
    private static final String POMS = "select id, coalesce(parent_id, 0), name from pom where id = any(?)";

    /** A row of a query: the first artifact depends on the second, or the reverse. */
    private record Edge(long from, long to) {}

    /** A row of the table; its parent is 0 if it has none. */
    private record Pom(long id, long parent, String name) {}

    @Override
    public String name() {
        return "level by level";
    }

    @Override
    public Set<Long> dependants(Connection connection, long artifact) throws SQLException {
        Set<Long> found = new LinkedHashSet<>();
        Collection<Long> level = List.of(artifact);
        while (!level.isEmpty()) {
            List<Long> next = new ArrayList<>();
            for (Edge edge : edges(connection, DEPENDANTS, level)) {
                if (found.add(edge.to()) && edge.to() != artifact) {
                    next.add(edge.to());
                }
            }
            level = next;
        }
        return found;
    }

    @Override
    public List<Long> chain(Connection connection, long from, long to) throws SQLException {
        Map<Long, Long> previous = new HashMap<>();
        Collection<Long> level = List.of(from);
        while (!level.isEmpty()) {
            List<Long> next = new ArrayList<>();
            for (Edge edge : edges(connection, DEPENDENCIES, level)) {
                if (previous.putIfAbsent(edge.to(), edge.from()) == null) {
                    next.add(edge.to());
                }
            }
            if (previous.containsKey(to)) {
                return Digraph.way(previous, from, to);
            }
            level = next;
        }
        return List.of();
    }

    /** All artifacts are the first level, so there is no second: one query reads all edges. */
    @Override
    public List<List<Long>> cycles(Connection connection) throws SQLException {
        Digraph graph = new Digraph();
        try (PreparedStatement select = connection.prepareStatement(ALL);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                graph.add(row.getLong(1), row.getLong(2));
            }
        }
        return Cycles.of(graph);
    }

    @Override
    public Set<String> below(Connection connection, long pom) throws SQLException {
        Set<String> names = new LinkedHashSet<>();
        List<Pom> level = poms(connection, POMS, List.of(pom));
        while (!level.isEmpty()) {
            List<Long> next = new ArrayList<>();
            for (Pom each : level) {
                if (names.add(each.name())) {
                    next.add(each.id());
                }
            }
            level = next.isEmpty() ? List.of() : poms(connection, CHILDREN, next);
        }
        return names;
    }

    @Override
    public Map<Long, List<String>> above(Connection connection, List<Long> poms) throws SQLException {
        Map<Long, Pom> read = new HashMap<>();
        Collection<Long> level = poms;
        while (!level.isEmpty()) {
            Set<Long> next = new LinkedHashSet<>();
            for (Pom pom : poms(connection, POMS, level)) {
                read.put(pom.id(), pom);
                next.add(pom.parent());
            }
            next.remove(0L);
            next.removeAll(read.keySet());
            level = next;
        }
        Map<Long, List<String>> chains = new LinkedHashMap<>();
        for (Long pom : poms) {
            Set<String> names = new LinkedHashSet<>();
            Pom next = read.get(pom);
            while (next != null && names.add(next.name())) {
                next = read.get(next.parent());
            }
            chains.put(pom, new ArrayList<>(names));
        }
        return chains;
    }

    private static List<Edge> edges(Connection connection, String sql, Collection<Long> ids) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(1, array(connection, ids));
            try (ResultSet row = select.executeQuery()) {
                List<Edge> edges = new ArrayList<>();
                while (row.next()) {
                    edges.add(new Edge(row.getLong(1), row.getLong(2)));
                }
                return edges;
            }
        }
    }

    private static List<Pom> poms(Connection connection, String sql, Collection<Long> ids) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(1, array(connection, ids));
            try (ResultSet row = select.executeQuery()) {
                List<Pom> poms = new ArrayList<>();
                while (row.next()) {
                    poms.add(new Pom(row.getLong(1), row.getLong(2), row.getString(3)));
                }
                return poms;
            }
        }
    }

    private static Array array(Connection connection, Collection<Long> ids) throws SQLException {
        return connection.createArrayOf("bigint", ids.toArray());
    }
}
