package io.datasafe.examples.quickstart.graph;

import io.datasafe.examples.quickstart.pom.Pom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fills the table {@code pom}: the files in their order, then what is only named as a parent of them. */
final class PomTree {
    private static final String INSERT = "insert into pom (id, name, parent_id) select * from unnest(?, ?, ?)";

    private PomTree() {}

    /** {@return how many there are} */
    static int store(Connection connection, List<Pom> poms) throws SQLException {
        Map<String, @Nullable String> parents = parents(poms);
        Map<String, Long> ids = new LinkedHashMap<>();
        parents.keySet().forEach(name -> ids.put(name, ids.size() + 1L));
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setArray(1, connection.createArrayOf("bigint", ids.values().toArray()));
            insert.setArray(2, connection.createArrayOf("text", ids.keySet().toArray()));
            insert.setArray(
                    3,
                    connection.createArrayOf(
                            "bigint", parents.values().stream().map(ids::get).toArray()));
            return insert.executeUpdate();
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
