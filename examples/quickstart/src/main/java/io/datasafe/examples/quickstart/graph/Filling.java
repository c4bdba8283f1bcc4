package io.datasafe.examples.quickstart.graph;

import io.datasafe.examples.quickstart.pom.Pom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fills the tables of the graph and of the tree. */
final class Filling {
    private static final String DEPENDS = """
            insert into depends select distinct v.artifact_id, d.artifact_id
            from version v join dependency d on d.version_id = v.id""";
    private static final String POMS = "insert into pom (id, name, parent_id) select * from unnest(?, ?, ?)";

    private Filling() {}

    static void of(Connection connection, List<Pom> poms) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(DEPENDS);
            poms(connection, poms);
            // Autovacuum would do this too, but later.
            statement.execute("analyze depends, pom");
        }
    }

    /** The files in their order, numbered from 1, then the parents that are only known by name. */
    private static void poms(Connection connection, List<Pom> poms) throws SQLException {
        Map<String, @Nullable String> parents = parents(poms);
        Map<String, Long> ids = new LinkedHashMap<>();
        parents.keySet().forEach(name -> ids.put(name, ids.size() + 1L));
        try (PreparedStatement insert = connection.prepareStatement(POMS)) {
            insert.setArray(1, connection.createArrayOf("bigint", ids.values().toArray()));
            insert.setArray(2, connection.createArrayOf("text", ids.keySet().toArray()));
            insert.setArray(
                    3,
                    connection.createArrayOf(
                            "bigint", parents.values().stream().map(ids::get).toArray()));
            insert.executeUpdate();
        }
    }

    private static Map<String, @Nullable String> parents(List<Pom> poms) {
        Map<String, @Nullable String> parents = new LinkedHashMap<>();
        for (Pom pom : poms) {
            parents.put(
                    pom.id(), pom.ancestors().isEmpty() ? null : pom.ancestors().get(0));
        }
        for (Pom pom : poms) {
            List<String> ancestors = pom.ancestors();
            for (int i = 0; i < ancestors.size(); i++) {
                String parent = i + 1 < ancestors.size() ? ancestors.get(i + 1) : null;
                if (parents.get(ancestors.get(i)) == null) {
                    parents.put(ancestors.get(i), parent);
                }
            }
        }
        return parents;
    }
}
