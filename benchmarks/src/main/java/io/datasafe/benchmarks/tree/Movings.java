package io.datasafe.benchmarks.tree;

import io.datasafe.sqlstate.SqlState;
import java.sql.SQLException;

/** The ways to move a subtree that are written by hand. */
final class Movings {
    private static final String LOCK = "select pg_advisory_xact_lock(4711)";

    /** Checks, and hangs the node on its new parent: UNION, so that it ends where somebody else has made a loop. */
    private static final String CHECK_AND_UPDATE = "update node set parent_id = :parent where id = :node and not exists"
            + " (with recursive up as (select id, parent_id from node where id = :parent"
            + " union select n.id, n.parent_id from up join node n on n.id = up.parent_id)"
            + " select 1 from up where id = :node)";

    /** The limit: a lock as a statement of its own, so that what follows sees what was committed before it was had. */
    static final Mover BY_HAND = Mover.inTransaction(LOCK, CHECK_AND_UPDATE);

    /** As it is usually written: nothing keeps two of them from checking at the same time. */
    static final Mover UNLOCKED = Mover.inTransaction(CHECK_AND_UPDATE);

    private static final Mover SERIALIZABLE =
            Mover.inTransaction("set transaction isolation level serializable", CHECK_AND_UPDATE);

    /** The database finds the two that cannot both be true, and one of them begins again. */
    static final Mover RETRIED = (pool, node, parent) -> {
        while (true) {
            try {
                return SERIALIZABLE.move(pool, node, parent);
            } catch (SQLException e) {
                if (!SqlState.isConflict(SqlState.of(e))) {
                    throw e;
                }
            }
        }
    };

    /** Writes the path of each node of the subtree. */
    static final Mover LTREE = Mover.inTransaction(
            LOCK,
            "update ltree_node n set path = p.path || subpath(n.path, nlevel(m.path) - 1) from ltree_node m, ltree_node p"
                    + " where m.id = :node and p.id = :parent and not p.path <@ m.path and n.path <@ m.path");

    /** Takes the subtree from all that were above it, and gives it to all that are from now on. */
    static final Mover CLOSURE = Mover.inTransaction(
            LOCK,
            "update node set parent_id = :parent where id = :node and not exists"
                    + " (select 1 from closure where ancestor = :node and descendant = :parent)",
            "delete from closure c using closure a, closure d where a.descendant = :node and a.ancestor <> :node"
                    + " and d.ancestor = :node and c.ancestor = a.ancestor and c.descendant = d.descendant",
            "insert into closure select a.ancestor, d.descendant, a.depth + d.depth + 1 from closure a cross join closure d"
                    + " where a.descendant = :parent and d.ancestor = :node");

    private Movings() {}
}
