package io.datasafe.jooq.tree;

import io.datasafe.jooq.internal.KeyColumn;
import io.datasafe.jooq.load.Key2;
import io.datasafe.jooq.tree.TreeChangeException.Reason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Gives a node another parent: takes the lock, then sends one statement that checks for cycles and updates. */
final class Move<K> {
    private static final Field<Boolean> HELD = flag("held");
    private static final Field<Boolean> KNOWN = flag("known");
    private static final Field<Boolean> PARENT_KNOWN = flag("parent_known");
    private static final Field<Boolean> CYCLE = flag("cycle");
    private static final Field<Boolean> UNCHANGED = flag("unchanged");
    private static final Field<Boolean> MOVED = flag("moved");

    /**
     * Walks up from the new parent, whatever the scope, because a cycle through rows out of scope becomes visible when
     * they are back in scope. UNION ends the walk on an existing cycle.
     */
    private static final String UP = """
            datasafe_up (datasafe_id, datasafe_parent) as (
            select {id}, {parent} from {table} where {id} = {to} and {sharing}
            union select n.datasafe_id, n.datasafe_parent from datasafe_up u cross join lateral (
            select {id}, {parent} from {table} where {id} = u.datasafe_parent and {sharing} offset 0)
            n (datasafe_id, datasafe_parent)
            where u.datasafe_id <> {node}),""";

    /** A new root has no ancestors. */
    private static final String NOTHING_UP =
            " datasafe_up (datasafe_id, datasafe_parent) as (select {id}, {parent} from {table} where false),";

    private static final String CHECK = """
             datasafe_node as (select {parent} as datasafe_parent from {table} where {id} = {node} and {sharing}
            and ({scope})),
            datasafe_facts as (select {held} as held, exists (select 1 from datasafe_node) as known,
            {toKnown} as parent_known,
            exists (select 1 from datasafe_up where datasafe_id = {node}) as cycle,
            exists (select 1 from datasafe_node where {there}) as unchanged {locked}),
            datasafe_moved as (update {table} set {column} = {to} where {id} = {node} and {sharing} and ({scope})
            and (select f.held and f.parent_known and not f.cycle and not f.unchanged from datasafe_facts f)
            returning 1 as moved)
            select f.held, f.known, f.parent_known, f.cycle, f.unchanged, exists (select 1
            from datasafe_moved) as moved,
            u.datasafe_id, u.datasafe_parent from datasafe_facts f left join datasafe_up u on f.cycle""";

    /**
     * A SERIALIZABLE transaction that waited for the lock does not see what the other transaction did meanwhile, and
     * PostgreSQL finds the conflict only if the other one was SERIALIZABLE too. Locking a row that changed since the
     * snapshot fails with 40001, whatever transaction changed it.
     */
    private static final String LOCKED = """
            , (select count(*) from (select 1 from {table}
            where {id} = any (array(select datasafe_id from datasafe_up)) and {sharing}
            for share) l) as locked""";

    private static final String PARENT_IN_SCOPE =
            "exists (select 1 from {table} where {id} = {to} and {sharing} and ({scope}))";

    private final TreeDefinition<K> hierarchy;
    private final K node;
    private final @Nullable K parent;
    private final Object[] parts;

    Move(TreeDefinition<K> hierarchy, K node, @Nullable K parent) {
        this.hierarchy = hierarchy;
        this.node = Objects.requireNonNull(node, "node");
        this.parent = parent;
        this.parts = hierarchy.key().split().apply(node);
    }

    private static Field<Boolean> flag(String name) {
        return DSL.field(name, SQLDataType.BOOLEAN);
    }

    private String what() {
        return "moving " + node + (parent == null ? " to the roots" : " under " + parent);
    }

    boolean run(DSLContext dsl) {
        if (parent != null
                && hierarchy.shared() != null
                && !Objects.equals(parts[0], hierarchy.key().split().apply(parent)[0])) {
            throw unknownParent();
        }
        boolean stale = TreeLock.take(dsl, hierarchy, node, what());
        return read(change(dsl, stale));
    }

    private Result<Record> change(DSLContext dsl, boolean stale) {
        SqlTemplate template = new SqlTemplate(hierarchy)
                .withKey("node", hierarchy, node)
                .with("held", DSL.sql(TreeLock.held()))
                .with("column", hierarchy.parent().getUnqualifiedName())
                .with("to", DSL.sql("null"));
        if (parent != null) {
            template.withKey("to", hierarchy, parent);
        }
        template.with("toKnown", parent == null ? DSL.sql("true") : template.sql(PARENT_IN_SCOPE))
                .with(
                        "there",
                        parent == null ? DSL.sql("datasafe_parent is null") : template.sql("datasafe_parent = {to}"))
                .with("locked", stale && parent != null ? template.sql(LOCKED) : DSL.sql(""));
        return template.query(dsl, "with recursive " + (parent == null ? NOTHING_UP : UP) + CHECK)
                .coerce(List.of(HELD, KNOWN, PARENT_KNOWN, CYCLE, UNCHANGED, MOVED, hierarchy.id(), hierarchy.parent()))
                .fetch();
    }

    private boolean read(Result<Record> rows) {
        Record facts = rows.get(0);
        if (!facts.get(HELD)) {
            throw TreeLock.noTransaction(what());
        }
        if (!facts.get(KNOWN)) {
            throw TreeLock.unknownNode(hierarchy, what());
        }
        if (!facts.get(PARENT_KNOWN)) {
            throw unknownParent();
        }
        if (facts.get(CYCLE)) {
            throw new CycleException(what() + " was refused: the node would be its own ancestor", cycle(rows));
        }
        if (!facts.get(MOVED) && !facts.get(UNCHANGED)) {
            // Another transaction, which did not take the lock, changed or deleted the row.
            throw TreeLock.unknownNode(hierarchy, what());
        }
        return facts.get(MOVED);
    }

    private TreeChangeException unknownParent() {
        return new TreeChangeException(
                Reason.UNKNOWN_PARENT,
                what() + " was refused: there is no such parent in tree '" + hierarchy.name()
                        + "', or it is out of its scope");
    }

    /** Returns the node, then its descendants down to the new parent. */
    private List<Object> cycle(Result<Record> rows) {
        Map<Object, @Nullable Object> parents = new HashMap<>();
        for (Record row : rows) {
            parents.put(read(row, 6), row.get(7));
        }
        List<Object> cycle = new ArrayList<>();
        cycle.add(node);
        Object end = parts[parts.length - 1];
        Object at = hierarchy.key().split().apply(Objects.requireNonNull(parent))[parts.length - 1];
        while (!at.equals(end)) {
            cycle.add(hierarchy.shared() == null ? at : Key2.of(parts[0], at));
            at = Objects.requireNonNull(parents.get(at));
        }
        Collections.reverse(cycle.subList(1, cycle.size()));
        return cycle;
    }

    private Object read(Record row, int index) {
        List<KeyColumn<?>> columns = hierarchy.key().columns();
        return columns.get(columns.size() - 1).read(row, index);
    }
}
