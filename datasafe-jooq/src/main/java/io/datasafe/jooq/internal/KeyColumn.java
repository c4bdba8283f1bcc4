package io.datasafe.jooq.internal;

import java.lang.reflect.Array;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Set;
import java.util.UUID;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.impl.DSL;

/**
 * One column of a key. Its values are bound as one array of the column's type; with any other element type PostgreSQL
 * could not use an index on the column.
 *
 * @param field the column
 * @param <T> the column's type
 */
public record KeyColumn<T>(Field<T> field) {
    /**
     * Types for which Java and PostgreSQL agree on equality. They disagree for numeric (only PostgreSQL takes 1.0 and
     * 1.00 as equal) and for moments in two time zones.
     */
    private static final Set<Class<?>> EXACT = Set.of(
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            UUID.class,
            Boolean.class,
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class);

    private static final Set<String> EXACT_TEXT = Set.of("varchar", "text", "clob", "nvarchar", "longvarchar");

    /**
     * Makes a key column.
     *
     * @param field the column
     * @throws IllegalArgumentException if its type is unknown, or cannot be bound as an array
     */
    public KeyColumn {
        Class<T> type = field.getType();
        if (type == Object.class
                || type.isArray()
                || Record.class.isAssignableFrom(type)
                || Result.class.isAssignableFrom(type)) {
            throw new IllegalArgumentException("key column " + field.getName() + " is of type " + type.getTypeName()
                    + ", which cannot be bound as an array of keys: give the field the column's type, as in"
                    + " DSL.field(\"id\", SQLDataType.BIGINT)");
        }
    }

    /**
     * {@return true if two values are equal in Java exactly when they are equal in the database, so that the value in a
     * row identifies the key}
     */
    public boolean isExact() {
        DataType<T> type = field.getDataType();
        return EXACT.contains(type.getType())
                || type.getType() == String.class && EXACT_TEXT.contains(type.getTypeName())
                || type.getType().isEnum();
    }

    /** Binds the values as one array. */
    Field<T[]> array(Object[] values) {
        Class<T> type = field.getType();
        @SuppressWarnings("unchecked")
        T[] array = (T[]) Array.newInstance(type, values.length);
        for (int i = 0; i < values.length; i++) {
            if (!type.isInstance(values[i])) {
                throw new IllegalArgumentException(
                        "a key of type " + values[i].getClass().getName() + " was given for column " + field.getName()
                                + ", which takes " + type.getName());
            }
            array[i] = type.cast(values[i]);
        }
        return DSL.val(array, field.getDataType().array());
    }

    /**
     * Reads the column from a row. Null is not allowed: it cannot be a key, because it equals nothing.
     *
     * @param row the row
     * @param index the column's index in the row, from 0
     * @return the value
     * @throws IllegalStateException if the value is null
     */
    public T read(Record row, int index) {
        Object value = row.get(index);
        if (value == null) {
            throw new IllegalStateException("a row has null in column " + field.getName()
                    + ", which is part of the key: filter such rows out, or make the column NOT NULL");
        }
        return field.getType().cast(value);
    }
}
