package io.datasafe.jooq.tree;

import io.datasafe.jooq.tree.TreeChangeException.Reason;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Deletes a node and all its descendants, or nothing: takes the lock, then sends one statement. */
final class DeleteSubtree<K> {
    private static final Field<Boolean> HELD = DSL.field("held", SQLDataType.BOOLEAN);
    private static final Field<Boolean> KNOWN = DSL.field("known", SQLDataType.BOOLEAN);
    private static final Field<Integer> FOUND = DSL.field("found", SQLDataType.INTEGER);
    private static final Field<Integer> HIDDEN = DSL.field("hidden", SQLDataType.INTEGER);
    private static final Field<Integer> DELETED = DSL.field("deleted", SQLDataType.INTEGER);

    /**
     * LIMIT ends the walk even on a huge table, and UNION ends it on a cycle. The array keeps PostgreSQL from planning
     * for the largest possible number of rows, which would read the whole table.
     */
    private static final String DELETE = """
            with recursive datasafe_below (datasafe_id, datasafe_visible) as (
            select {id}, ({scope}) is true from {table} where {id} = {node} and {sharing} and ({scope})
            union select n.datasafe_id, n.datasafe_visible from datasafe_below b cross join lateral (
            select {id}, ({scope}) is true from {table} where {parent} = b.datasafe_id and {sharing} offset 0)
            n (datasafe_id, datasafe_visible)),
            datasafe_few as materialized (select datasafe_id, datasafe_visible from datasafe_below limit {most} + 1),
            datasafe_facts as (select {held} as held, count(*)::int as found,
            (count(*) filter (where not datasafe_visible))::int as hidden from datasafe_few),
            datasafe_gone as (delete from {table} where {id} = any (array(select datasafe_id from datasafe_few))
            and {sharing}
            and (select f.held and f.found <= {most} and f.hidden = 0 from datasafe_facts f) returning 1 as gone)
            select f.held, f.found > 0 as known, f.found, f.hidden, (select count(*)::int from datasafe_gone) as deleted
            from datasafe_facts f""";

    private final TreeDefinition<K> hierarchy;
    private final K root;
    private final int mostRows;

    DeleteSubtree(TreeDefinition<K> hierarchy, K root, int mostRows) {
        if (mostRows < 1) {
            throw new IllegalArgumentException(
                    "mostRows is " + mostRows + ", must be at least 1: the root alone is one row");
        }
        this.hierarchy = hierarchy;
        this.root = Objects.requireNonNull(root, "root");
        this.mostRows = mostRows;
    }

    int run(DSLContext dsl) {
        String what = "deleting " + root + " and its descendants";
        TreeLock.take(dsl, hierarchy, root, what);
        Record answer = new SqlTemplate(hierarchy)
                .withKey("node", hierarchy, root)
                .with("held", DSL.sql(TreeLock.held()))
                .with("most", DSL.val((long) mostRows))
                .query(dsl, DELETE)
                .coerce(List.of(HELD, KNOWN, FOUND, HIDDEN, DELETED))
                .fetchSingle();
        if (!answer.get(HELD)) {
            throw TreeLock.noTransaction(what);
        }
        if (!answer.get(KNOWN)) {
            throw TreeLock.unknownNode(hierarchy, what);
        }
        if (answer.get(FOUND) > mostRows) {
            throw new TreeChangeException(
                    Reason.TOO_MANY_ROWS,
                    what + " was refused: there are at least " + answer.get(FOUND) + " rows, and only " + mostRows
                            + " may be deleted: allow more, or delete smaller subtrees first");
        }
        if (answer.get(HIDDEN) > 0) {
            throw new TreeChangeException(
                    Reason.OUT_OF_SCOPE,
                    what + " was refused: " + answer.get(HIDDEN) + " of the " + answer.get(FOUND) + " rows"
                            + " are out of the scope of tree '" + hierarchy.name()
                            + "': move them first, or delete with a tree without that scope");
        }
        return answer.get(DELETED);
    }
}
