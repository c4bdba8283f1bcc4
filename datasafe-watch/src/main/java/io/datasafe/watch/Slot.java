package io.datasafe.watch;

import org.jspecify.annotations.Nullable;

/**
 * A place for a value in a statement.
 *
 * @param bind the number of its bind value, from 0; -1 where the value is written into the SQL
 * @param literal the hash of the value that is written into the SQL
 * @param role what the value is for
 * @param column the column that it is compared with or stored in; null where that is not plain to see
 * @param offset where it stands in the shape of the statement
 */
record Slot(int bind, long literal, Role role, @Nullable String column, int offset) {
    enum Role {
        /** Tells which rows are meant, or is stored. */
        VALUE,
        /** An array of values, each of which tells which rows are meant. */
        ARRAY,
        /** Compared with {@code <} or {@code >}. */
        RANGE,
        /** How many rows, or from which on. */
        PAGE,
        /** One more of what a slot before it is for: an element of a list, a value of a second row. */
        MORE
    }

    boolean isBind() {
        return bind >= 0;
    }

    boolean tellsRows() {
        return role == Role.VALUE || role == Role.ARRAY;
    }
}
