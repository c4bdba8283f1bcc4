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
 * One column of a key. Its values travel as one array, the type of which is that of the column: with another one no index would serve.
 *
 * @param field the column
 * @param <T> its type
 */
public record KeyColumn<T>(Field<T> field) {
    /** Types of which Java and PostgreSQL agree what is equal. 1.0 is 1.00 to PostgreSQL only, and so with moments in two time zones. */
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
     * A column of a key.
     *
     * @param field the column
     * @throws IllegalArgumentException if its type is unknown, or no array binds it
     */
    public KeyColumn {
        Class<T> type = field.getType();
        if (type == Object.class
                || type.isArray()
                || Record.class.isAssignableFrom(type)
                || Result.class.isAssignableFrom(type)) {
            throw new IllegalArgumentException("key column " + field.getName() + " is of type " + type.getTypeName()
                    + ", which no array binds as a key: give the field the column's type, as in"
                    + " DSL.field(\"id\", SQLDataType.BIGINT)");
        }
    }

    /** {@return whether two keys are equal in Java if and only if they are to the database, so that a row's value tells whose it is} */
    public boolean isExact() {
        DataType<T> type = field.getDataType();
        return EXACT.contains(type.getType())
                || type.getType() == String.class && EXACT_TEXT.contains(type.getTypeName())
                || type.getType().isEnum();
    }

    /** The values as one bind value. */
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
     * The value in a row, which has one: null is no key, and equals none.
     *
     * @param row the row
     * @param index of the column in it
     * @return the value
     * @throws IllegalStateException if there is none
     */
    public T read(Record row, int index) {
        Object value = row.get(index);
        if (value == null) {
            throw new IllegalStateException("a row has null in column " + field.getName()
                    + ", which is part of its key: leave such rows out, or make the column NOT NULL");
        }
        return field.getType().cast(value);
    }
}
