package io.datasafe.watch;

import org.jspecify.annotations.Nullable;

/**
 * A place for a value in a statement: a placeholder or a literal.
 *
 * @param bind the index of the bind value, from 0; -1 for a literal
 * @param literal the hash of the literal
 * @param role the purpose of the value
 * @param column the column that the value is compared with or stored in; null if the text does not show it plainly
 * @param offset the position in the shape of the statement
 */
record Slot(int bind, long literal, Role role, @Nullable String column, int offset) {
    /** The purpose of a value in a statement. */
    enum Role {
        /** Selects rows, or is stored. */
        VALUE,
        /** An array whose elements each select rows. */
        ARRAY,
        /** Compared with {@code <} or {@code >}. */
        RANGE,
        /** Limits the number of rows, or skips rows. */
        PAGE,
        /** Continues an earlier slot: a further element of a list, or a value of a further row. */
        MORE
    }

    boolean isBind() {
        return bind >= 0;
    }

    boolean tellsRows() {
        return role == Role.VALUE || role == Role.ARRAY;
    }
}
