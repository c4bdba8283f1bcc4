package io.datasafe.benchmarks.tree;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Trees in SQL as somebody writes it who knows what the planner does with it, and over plain JDBC: the limit. */
final class ByHand {
    private static final String BELOW =
            "with recursive w as (select id, parent_id, name, 0 depth, id root from node where id = any (array(select unnest(?)))"
                    + " union all select n.id, n.parent_id, n.name, w.depth + 1, w.root from w"
                    + " cross join lateral (select id, parent_id, name from node where node.parent_id = w.id offset 0) n"
                    + " where n.id <> w.root) select id, name, depth from w";

    private static final String ABOVE =
            "with recursive w as (select id, parent_id, name, 0 depth, id root, array[id] path from node"
                    + " where id = any (array(select unnest(?)))"
                    + " union all select n.id, n.parent_id, n.name, w.depth + 1, w.root, w.path || n.id from w"
                    + " cross join lateral (select id, parent_id, name from node where node.id = w.parent_id offset 0) n"
                    + " where n.id <> all (w.path)) select id, name, depth, root from w";

    private ByHand() {}

    static List<Found> below(Connection connection, long... roots) throws SQLException {
        return fetch(connection, BELOW, roots);
    }

    static Map<Long, List<Found>> above(Connection connection, long... nodes) throws SQLException {
        Map<Long, List<Found>> chains = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(ABOVE)) {
            select.setObject(1, nodes);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    chains.computeIfAbsent(row.getLong(4), node -> new ArrayList<>())
                            .add(found(row));
                }
            }
        }
        return chains;
    }

    /** A query for each level: for many nodes over a short distance that is faster than any recursion. */
    static List<Found> levels(Connection connection, long root) throws SQLException {
        List<Found> all = new ArrayList<>();
        List<Found> level = fetch(connection, "select id, name, 0 from node where id = any(?)", root);
        for (int depth = 1; !level.isEmpty(); depth++) {
            all.addAll(level);
            long[] parents = level.stream().mapToLong(Found::id).toArray();
            level = fetch(connection, "select id, name, " + depth + " from node where parent_id = any(?)", parents);
        }
        return all;
    }

    /** The same nodes as paths of labels, in a table of their own. */
    static List<Found> ltree(Connection connection, long root) throws SQLException {
        return fetchById(
                connection,
                "select n.id, n.name, nlevel(n.path) - r.level from ltree_node n,"
                        + " (select nlevel(path) as level from ltree_node where id = ?) r"
                        + " where n.path <@ (select path from ltree_node where id = ?)",
                root,
                root);
    }

    /** The same nodes with a row for each node and each of its ancestors. */
    static List<Found> closure(Connection connection, long root) throws SQLException {
        return fetchById(
                connection,
                "select n.id, n.name, c.depth from closure c join node n on n.id = c.descendant where c.ancestor = ?",
                root);
    }

    static List<Found> fetch(Connection connection, String sql, long... ids) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, ids);
            return fetch(select);
        }
    }

    private static List<Found> fetchById(Connection connection, String sql, long... ids) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < ids.length; i++) {
                select.setLong(i + 1, ids[i]);
            }
            return fetch(select);
        }
    }

    private static List<Found> fetch(PreparedStatement select) throws SQLException {
        List<Found> nodes = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                nodes.add(found(row));
            }
        }
        return nodes;
    }

    private static Found found(ResultSet row) throws SQLException {
        return new Found(row.getLong(1), row.getString(2), row.getInt(3));
    }
}
