package io.datasafe.examples.quickstart.graph;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The subjects of the questions, chosen from the stored data.
 *
 * @param artifacts names by id
 * @param graph all dependencies
 * @param popular the artifact that most others depend on, directly; empty if there are no dependencies
 * @param apart the artifacts that are farthest apart; empty if there are no dependencies
 * @param patriarch the POM that most others inherit from, directly or indirectly; empty if none inherits
 * @param page the first POMs
 */
record Subjects(
        Map<Long, String> artifacts,
        Digraph graph,
        Optional<Long> popular,
        Optional<Digraph.Pair> apart,
        Optional<Long> patriarch,
        List<Long> page) {
    private static final int PAGE = 100;

    /** Enough for the repository of one machine; in a company's repository the search would take too long. */
    private static final int MOST_STARTS = 2_000;

    private static final String ARTIFACTS = "select id, group_id || ':' || artifact_id from artifact";
    private static final String DEPENDENCIES =
            "select dependant_id, dependency_id from depends order by dependant_id, dependency_id";
    private static final String POPULAR = """
            select dependency_id from depends join artifact a on a.id = dependency_id
            group by dependency_id, a.group_id, a.artifact_id
            order by count(*) desc, a.group_id, a.artifact_id limit 1""";
    private static final String PATRIARCH = """
            with recursive up (ancestor, id) as (
                select parent_id, id from pom where parent_id is not null
                union
                select p.parent_id, up.id from up join pom p on p.id = up.ancestor where p.parent_id is not null
            )
            select ancestor from up group by ancestor order by count(*) desc, ancestor limit 1""";
    private static final String FIRST = "select id from pom order by id limit " + PAGE;

    static Subjects choose(Connection connection) throws SQLException {
        Map<Long, String> artifacts = new HashMap<>();
        each(connection, ARTIFACTS, row -> artifacts.put(row.getLong(1), row.getString(2)));
        Digraph graph = new Digraph();
        each(connection, DEPENDENCIES, row -> graph.add(row.getLong(1), row.getLong(2)));
        return new Subjects(
                artifacts,
                graph,
                ids(connection, POPULAR).stream().findFirst(),
                graph.farthest(MOST_STARTS, Comparator.comparing(artifacts::get)),
                ids(connection, PATRIARCH).stream().findFirst(),
                ids(connection, FIRST));
    }

    /** {@return an artifact's name} */
    String name(long artifact) {
        return String.valueOf(artifacts.get(artifact));
    }

    private static List<Long> ids(Connection connection, String sql) throws SQLException {
        List<Long> ids = new ArrayList<>();
        each(connection, sql, row -> ids.add(row.getLong(1)));
        return ids;
    }

    @FunctionalInterface
    private interface Reader {
        void read(ResultSet row) throws SQLException;
    }

    private static void each(Connection connection, String sql, Reader reader) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                reader.read(row);
            }
        }
    }
}
