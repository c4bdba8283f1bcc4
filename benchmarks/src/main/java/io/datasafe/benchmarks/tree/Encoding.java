package io.datasafe.benchmarks.tree;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where a peer keeps what is below what. */
enum Encoding {
    /** The parent's id in each row. */
    PARENTS(
            "select id, parent_id from node where id between ? and ?",
            "with recursive w as (select id from node where parent_id is null"
                    + " union all select n.id from w join node n on n.parent_id = w.id)"
                    + " select (select count(*) from node) - (select count(*) from w)"),

    /** The path in each row: a path whose beginning is nobody's is rotten. */
    PATHS(
            "select id, ltree2text(subpath(path, -2, 1))::bigint from ltree_node where id between ? and ?",
            "select count(*) from ltree_node n where nlevel(path) > 1"
                    + " and not exists (select 1 from ltree_node p where p.path = subpath(n.path, 0, -1))"),

    /** A row for each node and each of its ancestors. */
    CLOSURE(
            "select id, parent_id from node where id between ? and ?",
            "with recursive w as (select id, 1 levels from node where parent_id is null"
                    + " union all select n.id, w.levels + 1 from w join node n on n.parent_id = w.id)"
                    + " select (select count(*) from closure) - (select sum(levels) from w)");

    private final String parents;
    private final String rotten;

    Encoding(String parents, String rotten) {
        this.parents = parents;
        this.rotten = rotten;
    }

    static Encoding of(String peer) {
        return switch (peer) {
            case "ltree" -> PATHS;
            case "closureTable" -> CLOSURE;
            default -> PARENTS;
        };
    }

    /** Counts the loops among these nodes, and moves whoever is in one back home. */
    int endLoops(Connection connection, long first, long last) throws SQLException {
        Map<Long, Long> up = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(parents)) {
            select.setLong(1, first);
            select.setLong(2, last);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    up.put(row.getLong(1), row.getLong(2));
                }
            }
        }
        Set<Long> looped = new HashSet<>();
        int loops = 0;
        for (Long start : up.keySet()) {
            List<Long> walk = new ArrayList<>();
            Long node = start;
            while (node != null && !walk.contains(node)) {
                walk.add(node);
                node = up.get(node);
            }
            if (node != null && !looped.contains(node)) {
                loops++;
                looped.addAll(walk.subList(walk.indexOf(node), walk.size()));
            }
        }
        for (Long node : looped) {
            Mover.Change.of("update node set parent_id = :parent where id = :node")
                    .run(connection, node, Movers.home(node));
        }
        return loops;
    }

    /** Fails if the tree is not whole. */
    void check(Connection connection) throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(rotten)) {
            row.next();
            if (row.getLong(1) != 0) {
                throw new IllegalStateException(this + ": " + row.getLong(1) + " rows are not where they belong");
            }
        }
    }
}
