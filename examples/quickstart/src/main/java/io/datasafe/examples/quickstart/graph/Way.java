package io.datasafe.examples.quickstart.graph;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One way to answer the questions. All ways terminate on cycles. */
interface Way {
    /** {@return the name, as in the table's heading} */
    String name();

    /** {@return the artifacts that depend on one, directly or indirectly; includes itself if it is part of a cycle} */
    Set<Long> dependants(Connection connection, long artifact) throws SQLException;

    /**
     * {@return a shortest chain of dependencies from one artifact to another, both included; empty if there is none}
     */
    List<Long> chain(Connection connection, long from, long to) throws SQLException;

    /** {@return for each set of artifacts that depend on each other, a shortest cycle that begins at the least id} */
    List<List<Long>> cycles(Connection connection) throws SQLException;

    /** {@return the names of the POMs that inherit from one, directly or indirectly, and its own} */
    Set<String> below(Connection connection, long pom) throws SQLException;

    /** {@return for each POM its name, its parent's name, and so on} */
    Map<Long, List<String>> above(Connection connection, List<Long> poms) throws SQLException;

    /** {@return all ways, datasafe last} */
    static List<Way> all() {
        return List.of(new QueryPerNode(), new LevelByLevel(), new WithDatasafe());
    }
}
