package io.datasafe.benchmarks.tree;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** Moves a node, and with it what is below, to another parent. */
@FunctionalInterface
interface Mover {
    /** {@return false if the parent is below the node, and nothing was moved} */
    boolean move(DataSource pool, long node, long parent) throws SQLException;

    /** A statement in which {@code :node} and {@code :parent} stand for the two. */
    record Change(String sql, List<String> names) {
        private static final Pattern NAME = Pattern.compile(":(node|parent)\\b");

        static Change of(String named) {
            return new Change(
                    NAME.matcher(named).replaceAll("?"),
                    NAME.matcher(named).results().map(MatchResult::group).toList());
        }

        /** {@return how many rows were changed; 1 if it is not about rows} */
        int run(Connection connection, long node, long parent) throws SQLException {
            try (PreparedStatement change = connection.prepareStatement(sql)) {
                for (int i = 0; i < names.size(); i++) {
                    change.setLong(i + 1, names.get(i).equals(":node") ? node : parent);
                }
                boolean rows = change.execute();
                return rows || sql.startsWith("set transaction") ? 1 : change.getUpdateCount();
            }
        }
    }

    /** A transaction of all these; a change that finds nothing to do ends it. */
    static Mover inTransaction(String... named) {
        List<Change> changes = List.of(named).stream().map(Change::of).toList();
        return (pool, node, parent) -> {
            try (Connection connection = pool.getConnection()) {
                connection.setAutoCommit(false);
                try {
                    boolean moved = true;
                    for (Change change : changes) {
                        moved = moved && change.run(connection, node, parent) > 0;
                    }
                    connection.commit();
                    return moved;
                } catch (SQLException e) {
                    connection.rollback();
                    throw e;
                }
            }
        };
    }
}
