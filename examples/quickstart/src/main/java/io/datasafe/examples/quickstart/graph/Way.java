package io.datasafe.examples.quickstart.graph;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One way to answer the questions. All of them end where dependencies or parents lead round in a circle. */
interface Way {
    /** {@return the name, as the table's heading has it} */
    String name();

    /** {@return the artifacts that depend on one, directly or by others; itself if a cycle leads back to it} */
    Set<Long> dependants(Connection connection, long artifact) throws SQLException;

    /** {@return a shortest chain of dependencies from one artifact to another, both included; empty if there is none} */
    List<Long> chain(Connection connection, long from, long to) throws SQLException;

    /** {@return of each set of artifacts that all depend on each other a shortest cycle through the one with the least id, which begins it} */
    List<List<Long>> cycles(Connection connection) throws SQLException;

    /** {@return the names of the POMs that inherit from one, directly or by others, and its own} */
    Set<String> below(Connection connection, long pom) throws SQLException;

    /** {@return for each POM its name, its parent's, and so on} */
    Map<Long, List<String>> above(Connection connection, List<Long> poms) throws SQLException;

    /** {@return all ways, datasafe last} */
    static List<Way> all() {
        return List.of(new QueryPerNode(), new LevelByLevel(), new WithDatasafe());
    }
}
