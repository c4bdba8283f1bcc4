package io.datasafe.jooq.tree;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.select;

import io.datasafe.jooq.internal.KeyColumn;
import io.datasafe.jooq.load.Key2;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;

/** Reads the parent links of a whole table, row by row. */
final class LinkRows<K> {
    private final TreeDefinition<K> hierarchy;
    private final List<Field<?>> id;

    LinkRows(TreeDefinition<K> hierarchy) {
        this.hierarchy = hierarchy;
        this.id = hierarchy.idFields();
    }

    /**
     * Reads the id, the parent and one value of each row in scope, in the order of the table.
     *
     * @param value the value to read with the links
     */
    void all(DSLContext dsl, Field<?> value, Consumer<Record> each) {
        List<Field<?>> fields = links();
        fields.add(value);
        RowCursor.read(dsl, select(fields).from(hierarchy.table()).where(hierarchy.scope()), each);
    }

    /**
     * Reads the rows that have a parent and are the parent of another row, because a node on a cycle is both.
     * PostgreSQL merges two indexes to find them, and they are as few as the inner nodes of the tree.
     */
    void inner(DSLContext dsl, Consumer<Record> each) {
        List<Field<?>> naming = new ArrayList<>(id);
        naming.set(id.size() - 1, hierarchy.parent());
        Select<?> parents = select(naming).from(hierarchy.table()).where(hierarchy.scope());
        Condition named = id.size() == 1
                ? condition("{0} in ({1})", id.get(0), parents)
                : condition("({0}, {1}) in ({2})", id.get(0), id.get(1), parents);
        RowCursor.read(
                dsl,
                select(links())
                        .from(hierarchy.table())
                        .where(hierarchy
                                .scope()
                                .and(hierarchy.parent().isNotNull())
                                .and(named))
                        .orderBy(id),
                each);
    }

    private List<Field<?>> links() {
        List<Field<?>> fields = new ArrayList<>(id);
        fields.add(hierarchy.parent());
        return fields;
    }

    K id(Record row) {
        return key(row, id.size() - 1);
    }

    @Nullable
    K parent(Record row) {
        return row.get(id.size()) == null ? null : key(row, id.size());
    }

    /** The index of the value that {@link #all} reads. */
    int value() {
        return id.size() + 1;
    }

    /** Reads a key whose last column is at an index; null is not allowed there. */
    @SuppressWarnings("unchecked") // The key is a Key2 if the tree has a shared column.
    private K key(Record row, int last) {
        List<KeyColumn<?>> columns = hierarchy.key().columns();
        Object own = columns.get(columns.size() - 1).read(row, last);
        return (K) (columns.size() == 1 ? own : Key2.of(columns.get(0).read(row, 0), own));
    }
}
