package io.datasafe.benchmarks.tree;

import io.datasafe.benchmarks.tree.Mover.Change;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Where a peer keeps what is below what, and what of it can be wrong. */
@SuppressWarnings("ImmutableEnumChecker") // A change is a text and a list of names.
enum Encoding {
    /** The parent's id in each row. */
    PARENTS("with recursive w as (select id from node where parent_id is null"
            + " union all select n.id from w join node n on n.parent_id = w.id)"
            + " select (select count(*) from node) - (select count(*) from w)"),

    /** The path in each row: a path whose beginning is nobody's is rotten. */
    PATHS("select count(*) from ltree_node n where nlevel(path) > 1"
            + " and not exists (select 1 from ltree_node p where p.path = subpath(n.path, 0, -1))"),

    /** A row for each node and each of its ancestors. */
    CLOSURE("with recursive w as (select id, 1 levels from node where parent_id is null"
            + " union all select n.id, w.levels + 1 from w join node n on n.parent_id = w.id)"
            + " select (select count(*) from closure) - (select sum(levels) from w)");

    /** UNION ends the walk on a loop. */
    private static final Change END_LOOP = Change.of("update node set parent_id = :parent where id = :node and exists"
            + " (with recursive up as (select parent_id from node where id = :node"
            + " union select n.parent_id from up join node n on n.id = up.parent_id)"
            + " select 1 from up where parent_id = :node)");

    private final String rotten;

    Encoding(String rotten) {
        this.rotten = rotten;
    }

    static Encoding of(String peer) {
        return switch (peer) {
            case "ltree" -> PATHS;
            case "closureTable" -> CLOSURE;
            default -> PARENTS;
        };
    }

    /** {@return 1 if the node was its own ancestor, and was moved back home; a path has no loops} */
    int endLoop(Connection connection, long node) throws SQLException {
        return this == PATHS ? 0 : END_LOOP.run(connection, node, Movers.home(node));
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
