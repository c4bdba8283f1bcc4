package io.datasafe.examples.quickstart.graph;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * What the questions are about, chosen from what has been stored.
 *
 * @param artifacts names by id
 * @param graph all dependencies
 * @param popular the artifact that most others depend on, directly; empty if there are no dependencies
 * @param apart the artifacts that are the farthest apart; empty if there are no dependencies
 * @param patriarch the POM that most others inherit from, directly or by others; empty if none inherits
 * @param page the first POMs
 */
record Subjects(
        Map<Long, String> artifacts,
        Digraph graph,
        Optional<Long> popular,
        Optional<Digraph.Pair> apart,
        Optional<Long> patriarch,
        List<Long> page) {
    static final int PAGE = 100;

    /** Enough for the repository of a machine; one of a company's would take minutes to look for the farthest. */
    private static final int MOST_STARTS = 2_000;

    private static final String ARTIFACTS = "select id, group_id || ':' || artifact_id from artifact";
    private static final String EDGES = "select distinct dependant_id, dependency_id from depends";
    private static final String POPULAR = """
            select dependency_id from depends
            group by dependency_id order by count(distinct dependant_id) desc, dependency_id limit 1""";
    private static final String PATRIARCH = """
            with recursive up (ancestor, id) as (
                select parent_id, id from pom where parent_id is not null
                union
                select p.parent_id, up.id from up join pom p on p.id = up.ancestor where p.parent_id is not null
            )
            select ancestor from up group by ancestor order by count(*) desc, ancestor limit 1""";

    /** The POMs are numbered from 1 on. */
    static Subjects choose(Connection connection, int poms) throws SQLException {
        Map<Long, String> artifacts = new HashMap<>();
        each(connection, ARTIFACTS, row -> artifacts.put(row.getLong(1), row.getString(2)));
        Digraph graph = new Digraph();
        each(connection, EDGES, row -> graph.add(row.getLong(1), row.getLong(2)));
        return new Subjects(
                artifacts,
                graph,
                id(connection, POPULAR),
                graph.farthest(MOST_STARTS),
                id(connection, PATRIARCH),
                LongStream.rangeClosed(1, Math.min(PAGE, poms)).boxed().toList());
    }

    /** {@return an artifact's name} */
    String name(long artifact) {
        return String.valueOf(artifacts.get(artifact));
    }

    private static Optional<Long> id(Connection connection, String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
        }
    }

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
