package io.datasafe.examples.quickstart.graph;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Plain JDBC with methods that read the neighbours of one node, and the textbook's search. */
final class QueryPerNode implements Way {
    private static final String DEPENDANTS = "select dependant_id from depends where dependency_id = ?";
    private static final String DEPENDENCIES = "select dependency_id from depends where dependant_id = ?";
    private static final String ARTIFACTS = "select id from artifact";
    private static final String CHILDREN = "select id, name from pom where parent_id = ?";
    private static final String POM = "select parent_id, name from pom where id = ?";

    @Override
    public String name() {
        return "query per node";
    }

    @Override
    public Set<Long> dependants(Connection connection, long artifact) throws SQLException {
        Set<Long> found = new LinkedHashSet<>();
        Deque<Long> queue = new ArrayDeque<>(List.of(artifact));
        while (!queue.isEmpty()) {
            for (Long dependant : ids(connection, DEPENDANTS, queue.remove())) {
                if (found.add(dependant) && dependant != artifact) {
                    queue.add(dependant);
                }
            }
        }
        return found;
    }

    @Override
    public List<Long> chain(Connection connection, long from, long to) throws SQLException {
        Map<Long, Long> previous = new HashMap<>();
        Deque<Long> queue = new ArrayDeque<>(List.of(from));
        while (!queue.isEmpty()) {
            long artifact = queue.remove();
            for (Long dependency : ids(connection, DEPENDENCIES, artifact)) {
                if (previous.putIfAbsent(dependency, artifact) == null) {
                    queue.add(dependency);
                }
                if (dependency == to) {
                    return Digraph.way(previous, from, to);
                }
            }
        }
        return List.of();
    }

    @Override
    public List<List<Long>> cycles(Connection connection) throws SQLException {
        Digraph graph = new Digraph();
        for (Long artifact : ids(connection, ARTIFACTS)) {
            graph.addAll(artifact, ids(connection, DEPENDENCIES, artifact));
        }
        return Cycles.of(graph);
    }

    @Override
    public Set<String> below(Connection connection, long pom) throws SQLException {
        Set<String> names = new LinkedHashSet<>(List.of(pom(connection, pom).name()));
        Deque<Long> queue = new ArrayDeque<>(List.of(pom));
        while (!queue.isEmpty()) {
            try (PreparedStatement select = connection.prepareStatement(CHILDREN)) {
                select.setLong(1, queue.remove());
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        if (names.add(row.getString(2))) {
                            queue.add(row.getLong(1));
                        }
                    }
                }
            }
        }
        return names;
    }

    @Override
    public Map<Long, List<String>> above(Connection connection, List<Long> poms) throws SQLException {
        Map<Long, List<String>> chains = new LinkedHashMap<>();
        for (Long pom : poms) {
            Set<String> names = new LinkedHashSet<>();
            Pom next = pom(connection, pom);
            while (names.add(next.name()) && next.parent() != 0) {
                next = pom(connection, next.parent());
            }
            chains.put(pom, new ArrayList<>(names));
        }
        return chains;
    }

    /** A row of the table; its parent is 0 if it has none. */
    private record Pom(long parent, String name) {}

    private static Pom pom(Connection connection, long id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(POM)) {
            select.setLong(1, id);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Pom(row.getLong(1), row.getString(2));
            }
        }
    }

    private static List<Long> ids(Connection connection, String sql, Long... value) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < value.length; i++) {
                select.setLong(i + 1, value[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                List<Long> ids = new ArrayList<>();
                while (row.next()) {
                    ids.add(row.getLong(1));
                }
                return ids;
            }
        }
    }
}
