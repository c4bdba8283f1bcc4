package io.datasafe.jooq.tree;

import org.jspecify.annotations.Nullable;

/**
 * A defect of the table of a tree or graph: something that makes it slow or wrong.
 *
 * @param kind the kind of defect
 * @param message what is wrong
 * @param cure the SQL to run, or the setting to change; null if there is no general one
 * @since 0.1
 */
public record TreeDefect(
        Kind kind, String message, @Nullable String cure) {
    /** The kinds of defects. */
    public enum Kind {
        /**
         * The session finds no such table: the name is wrong, or the search_path lacks its schema. Nothing else was
         * checked.
         */
        NO_TABLE,
        /** The relation is a view or a foreign table. Nothing else was checked. */
        NOT_A_TABLE,
        /** The table has no such column. */
        NO_COLUMN,
        /** No index finds the children of a node, so each step of a walk, and each deletion, reads the whole table. */
        NO_PARENT_INDEX,
        /** No index finds the edges that leave a vertex, so each step of a search reads the whole table. */
        NO_FROM_INDEX,
        /**
         * No index finds the edges that lead to a vertex. {@link Graph#shortestPath}, which searches from both ends,
         * and every search on {@link Graph#reversed} read the whole table at each step. A warning.
         */
        NO_TO_INDEX,
        /** Nothing makes the id unique, so a walk down may return a node many times, or never end. */
        ID_NOT_UNIQUE,
        /**
         * The id is unique only at the end of a transaction, so a walk inside one may return a node twice. A warning.
         */
        ID_UNIQUE_LATER,
        /**
         * PostgreSQL compiles queries (jit). It overestimates the cost of tree queries, and compiles them for longer
         * than they run. A warning.
         */
        JIT;

        /** {@return true for a warning, which {@link Tree#verify} and {@link Graph#verify} ignore} */
        public boolean isWarning() {
            return this == ID_UNIQUE_LATER || this == NO_TO_INDEX || this == JIT;
        }
    }

    @Override
    public String toString() {
        return message + (cure == null ? "" : ": " + cure);
    }
}
