package io.datasafe.jooq.tree;

import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * One column of a walk's result.
 *
 * @param name its name in a {@link WalkTable}
 * @param index its index in a row, from 0
 * @param field its expression in terms of the recursion
 * @param <T> its type
 */
record WalkColumn<T>(String name, int index, Field<T> field) {
    /** Reads the column from a row of the result. */
    @Nullable
    T read(Record row) {
        return field.getType().cast(row.get(index));
    }

    /** Returns the column of a walk that a statement uses as a table. */
    Field<T> in(String table) {
        return in(table, field.getDataType());
    }

    /** Returns the column of a walk that a statement uses as a table, with a type that the caller knows. */
    <U> Field<U> in(String table, DataType<U> type) {
        return DSL.field(DSL.name(table, name), type);
    }
}
