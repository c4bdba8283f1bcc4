package io.datasafe.jooq.tree;

import io.datasafe.jooq.internal.KeyColumn;
import io.datasafe.jooq.internal.KeyColumns;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * What a tree is made of.
 *
 * @param given the name it was given; null if it is that of the table
 * @param from null if it was not said and the id's column does not tell
 * @param shared the column that a node and its parent have in common, such as a tenant; null if the id alone is the key
 * @param key reads and binds ids: of one column, or of the shared one and the id's
 * @param fields what to read of a node; all columns of the table if there are none
 * @param scope what belongs to the tree at all
 */
record Hierarchy<K>(
        @Nullable String given,
        @Nullable Table<?> from,
        @Nullable Field<?> shared,
        Field<?> id,
        Field<?> parent,
        KeyColumns<K> key,
        List<Field<?>> fields,
        Condition scope) {
    Hierarchy {
        if (id.getType() != parent.getType()) {
            throw new IllegalArgumentException("parent column " + parent.getName() + " is of type "
                    + parent.getType().getTypeName() + ", and id column " + id.getName() + " of "
                    + id.getType().getTypeName() + ": a parent is an id");
        }
        for (KeyColumn<?> column : key.columns()) {
            if (!column.isExact()) {
                throw new IllegalArgumentException(
                        "id column " + column.field().getName() + " is of type "
                                + column.field().getDataType().getTypeName()
                                + ", of which Java and PostgreSQL do not agree what is equal: a tree needs ids of an integer type, uuid, text or the like");
            }
        }
    }

    String name() {
        return given != null ? given : from != null ? from.getName() : "?";
    }

    Table<?> table() {
        if (from == null) {
            throw new IllegalStateException(
                    "tree '" + name() + "' has no table: its id's column does not tell, so say .from(table)");
        }
        return from;
    }

    /** What is read of a node: all columns of a generated table, or the fields that were said and what else tells where the node is. */
    List<Field<?>> columns() {
        List<Field<?>> all = new ArrayList<>(fields.isEmpty() ? List.of(table().fields()) : fields);
        if (all.isEmpty()) {
            // Not SELECT *: to read what columns there are, the driver would send a query of its own.
            throw new IllegalStateException("tree '" + name() + "' does not know the columns of " + table().getName()
                    + ": use a generated table, or say .select(..)");
        }
        for (Field<?> needed : shared == null ? List.of(id, parent) : List.of(shared, id, parent)) {
            if (!all.contains(needed)) {
                all.add(needed);
            }
        }
        return all;
    }

    /** The columns that say which node a row is. */
    List<Field<?>> idFields() {
        return shared == null ? List.of(id) : List.of(shared, id);
    }

    Hierarchy<K> from(Table<?> table) {
        return new Hierarchy<>(given, table, shared, id, parent, key, fields, scope);
    }

    Hierarchy<K> select(List<Field<?>> selected) {
        if (selected.isEmpty()) {
            throw new IllegalArgumentException("select has no fields: name some, or leave it out to select them all");
        }
        return new Hierarchy<>(given, from, shared, id, parent, key, selected, scope);
    }

    Hierarchy<K> scope(Condition condition) {
        return new Hierarchy<>(given, from, shared, id, parent, key, fields, scope.and(condition));
    }

    Hierarchy<K> named(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name is blank: name what the tree is of, such as \"categories\"");
        }
        return new Hierarchy<>(name, from, shared, id, parent, key, fields, scope);
    }
}
