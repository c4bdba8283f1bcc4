package io.datasafe.jooq.load;

import io.datasafe.jooq.internal.KeyColumns;
import io.datasafe.load.Loader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.SelectField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a definition's query: an immutable value that {@link BatchQuery} turns into SQL.
 *
 * @param from the table; null if the user named none and the key column does not know its table
 * @param fields the fields to select; empty for all columns of the table
 * @param top the most rows per key; 0 for all
 * @param explicitName the name that the user gave; null to derive one from the table and the key
 */
record Selection<K>(
        @Nullable String explicitName,
        KeyColumns<K> key,
        Shape shape,
        @Nullable Table<?> from,
        List<SelectField<?>> fields,
        Condition where,
        List<OrderField<?>> order,
        int top,
        int chunk,
        Set<String> reads) {
    /** What a row of the result stands for: a row of the table, a group of rows, or a key that exists. */
    enum Shape {
        ROWS,
        GROUPS,
        EXISTING
    }

    private static final int MOST_KEYS = 1_000_000;

    static <K> Selection<K> of(KeyColumns<K> key, Shape shape, List<SelectField<?>> fields) {
        return new Selection<>(
                null, key, shape, key.table(), fields, DSL.noCondition(), List.of(), 0, Loader.DEFAULT_CHUNK, Set.of());
    }

    String name() {
        if (explicitName != null) {
            return explicitName;
        }
        String table = from == null ? "?" : from.getName();
        String of = switch (shape) {
            case ROWS -> table;
            case GROUPS -> fields.get(0) + " of " + table;
            case EXISTING -> "existence of " + table;
        };
        return (top > 0 ? "top " + top + " " : "") + of + " by " + key.title();
    }

    Table<?> table() {
        if (from == null) {
            throw new IllegalStateException(
                    "loader '" + name() + "' has no table: its key column does not name one, so call .from(table)");
        }
        return from;
    }

    /**
     * The fields to select from the table: all columns, or the given fields plus the key's columns, which tell whose
     * row it is.
     */
    List<SelectField<?>> selected() {
        Field<?>[] known = table().fields();
        if (fields.isEmpty() && known.length == 0) {
            // Not SELECT *: the driver would send another query to learn the columns.
            throw new IllegalStateException("loader '" + name() + "' does not know the columns of " + table().getName()
                    + ": use a generated table, or call .select(..)");
        }
        List<SelectField<?>> all = new ArrayList<>(fields.isEmpty() ? List.of(known) : fields);
        for (Field<?> column : key.fields()) {
            if (!all.contains(column)) {
                all.add(column);
            }
        }
        return all;
    }

    Selection<K> named(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name is blank: give the thing that is loaded, such as \"author\"");
        }
        return new Selection<>(name, key, shape, from, fields, where, order, top, chunk, reads);
    }

    Selection<K> from(Table<?> table) {
        return new Selection<>(explicitName, key, shape, table, fields, where, order, top, chunk, reads);
    }

    Selection<K> select(List<SelectField<?>> selected) {
        if (selected.isEmpty()) {
            throw new IllegalArgumentException(
                    "select has no fields: name at least one, or leave out select(..) to read all columns");
        }
        return new Selection<>(explicitName, key, shape, from, selected, where, order, top, chunk, reads);
    }

    Selection<K> where(Condition condition) {
        return new Selection<>(explicitName, key, shape, from, fields, where.and(condition), order, top, chunk, reads);
    }

    Selection<K> orderBy(List<OrderField<?>> fieldsToOrderBy) {
        return new Selection<>(explicitName, key, shape, from, fields, where, fieldsToOrderBy, top, chunk, reads);
    }

    Selection<K> top(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("top is " + rows + ", must be at least 1");
        }
        if (order.isEmpty()) {
            throw new IllegalArgumentException(
                    "top(" + rows + ") of loader '" + name() + "' has no order: call orderBy(..) first");
        }
        return new Selection<>(explicitName, key, shape, from, fields, where, order, rows, chunk, reads);
    }

    Selection<K> chunk(int keys) {
        if (keys < 1 || keys > MOST_KEYS) {
            throw new IllegalArgumentException("chunk is " + keys + ", must be from 1 to 1000000");
        }
        return new Selection<>(explicitName, key, shape, from, fields, where, order, top, keys, reads);
    }

    Selection<K> reads(Set<String> tables) {
        Set<String> all = new HashSet<>(reads);
        all.addAll(tables);
        return new Selection<>(explicitName, key, shape, from, fields, where, order, top, chunk, Set.copyOf(all));
    }
}
