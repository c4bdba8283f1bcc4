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
 * The definition of a tree: its table, its columns, and its scope.
 *
 * @param given the name that the user gave; null for the table's name
 * @param from the table; null if the user named none and the id column does not know its table
 * @param shared the column that a node and its parent share, such as a tenant; null if the id alone is the key
 * @param key reads and binds keys: the id alone, or the shared column and the id
 * @param fields the fields to read of a node; empty for all columns of the table
 * @param scope the condition for rows that belong to the tree
 * @param id the id column
 * @param parent the parent column
 */
record TreeDefinition<K>(
        @Nullable String given,
        @Nullable Table<?> from,
        @Nullable Field<?> shared,
        Field<?> id,
        Field<?> parent,
        KeyColumns<K> key,
        List<Field<?>> fields,
        Condition scope) {
    TreeDefinition {
        if (id.getType() != parent.getType()) {
            throw new IllegalArgumentException("parent column " + parent.getName() + " is of type "
                    + parent.getType().getTypeName() + ", and id column " + id.getName() + " of "
                    + id.getType().getTypeName() + ": a parent is an id, so both must have the same type");
        }
        for (KeyColumn<?> column : key.columns()) {
            if (!column.isExact()) {
                throw new IllegalArgumentException("id column " + column.field().getName() + " is of type "
                        + column.field().getDataType().getTypeName()
                        + ", for which Java and PostgreSQL do not agree on equality: a tree needs ids of an integer type,"
                        + " uuid, text or the like");
            }
        }
    }

    String name() {
        return given != null ? given : from != null ? from.getName() : "?";
    }

    Table<?> table() {
        if (from == null) {
            throw new IllegalStateException(
                    "tree '" + name() + "' has no table: its id column does not name one, so call .from(table)");
        }
        return from;
    }

    /**
     * The fields to read of a node: all columns of a generated table or the given fields, plus the columns that say
     * where the node is.
     */
    List<Field<?>> columns() {
        List<Field<?>> all = new ArrayList<>(fields.isEmpty() ? List.of(table().fields()) : fields);
        if (all.isEmpty()) {
            // Not SELECT *: the driver would send another query to learn the columns.
            throw new IllegalStateException("tree '" + name() + "' does not know the columns of " + table().getName()
                    + ": use a generated table, or call .select(..)");
        }
        for (Field<?> needed : shared == null ? List.of(id, parent) : List.of(shared, id, parent)) {
            if (!all.contains(needed)) {
                all.add(needed);
            }
        }
        return all;
    }

    /** The columns that identify a node. */
    List<Field<?>> idFields() {
        return shared == null ? List.of(id) : List.of(shared, id);
    }

    TreeDefinition<K> from(Table<?> table) {
        return new TreeDefinition<>(given, table, shared, id, parent, key, fields, scope);
    }

    TreeDefinition<K> select(List<Field<?>> selected) {
        if (selected.isEmpty()) {
            throw new IllegalArgumentException(
                    "select has no fields: name at least one, or leave out select(..) to read all columns");
        }
        return new TreeDefinition<>(given, from, shared, id, parent, key, selected, scope);
    }

    TreeDefinition<K> scope(Condition condition) {
        return new TreeDefinition<>(given, from, shared, id, parent, key, fields, scope.and(condition));
    }

    TreeDefinition<K> named(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name is blank: say what the tree holds, such as \"categories\"");
        }
        return new TreeDefinition<>(name, from, shared, id, parent, key, fields, scope);
    }
}
