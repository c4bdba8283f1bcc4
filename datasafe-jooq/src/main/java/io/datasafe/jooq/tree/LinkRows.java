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

/** Reads the links of a whole table, row by row. */
final class LinkRows<K> {
    private final Hierarchy<K> hierarchy;
    private final List<Field<?>> id;

    LinkRows(Hierarchy<K> hierarchy) {
        this.hierarchy = hierarchy;
        this.id = hierarchy.idFields();
    }

    /**
     * What is in scope: the id, the parent, and one value. The order is that of the table.
     *
     * @param value what to read beside the links
     */
    void all(DSLContext dsl, Field<?> value, Consumer<Record> each) {
        List<Field<?>> fields = links();
        fields.add(value);
        RowCursor.read(dsl, select(fields).from(hierarchy.table()).where(hierarchy.scope()), each);
    }

    /**
     * Rows that have a parent, and are the parent of a row: who has one of them only is on no loop. Of a merge of two indexes, there are as few of
     * them as a tree has nodes that are not leaves.
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

    /** The index of the value of {@link #all}. */
    int value() {
        return id.size() + 1;
    }

    /** An id, the last column of which is there. */
    @SuppressWarnings("unchecked") // A key with a shared column is a Key2.
    private K key(Record row, int last) {
        List<KeyColumn<?>> columns = hierarchy.key().columns();
        Object own = columns.get(columns.size() - 1).read(row, last);
        return (K) (columns.size() == 1 ? own : Key2.of(columns.get(0).read(row, 0), own));
    }
}
