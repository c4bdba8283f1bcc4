package io.datasafe.jooq.tree;

import org.jspecify.annotations.Nullable;

/**
 * Something about the table of a tree, or of a graph, that makes it slow or wrong.
 *
 * @param kind what
 * @param message what it is about, and what follows from it
 * @param cure the SQL to run, or the setting to make; null where there is none to give
 * @since 0.1
 */
public record TreeDefect(
        Kind kind, String message, @Nullable String cure) {
    /** What it is. */
    public enum Kind {
        /** There is no such table for this session: a wrong name, or a search_path without its schema. Nothing else was looked at. */
        NO_TABLE,
        /** What it is read from is a view or a foreign table, of which nothing else was looked at. */
        NOT_A_TABLE,
        /** There is no such column. */
        NO_COLUMN,
        /** No index finds the children of a node: each step of a walk, and each deletion, reads the whole table. */
        NO_PARENT_INDEX,
        /** No index finds the edges that leave a vertex: each step of a search reads the whole table. */
        NO_FROM_INDEX,
        /**
         * No index finds the edges that lead to a vertex: {@link Graph#shortestPath}, which searches from both ends, reads the whole table at each
         * step, and so does what is asked of {@link Graph#reversed}. A warning.
         */
        NO_TO_INDEX,
        /** Nothing makes sure that an id is there once: a walk down may never end, or bring a node many times. */
        ID_NOT_UNIQUE,
        /** The id is unique at the end of a transaction only: a walk inside one may bring a node twice. A warning. */
        ID_UNIQUE_LATER,
        /** PostgreSQL compiles queries: those of trees look costly to it, and it takes longer to compile them than to run them. A warning. */
        JIT;

        /** {@return whether it is a hint only, of which {@link Tree#verify} and {@link Graph#verify} make no exception} */
        public boolean isWarning() {
            return this == ID_UNIQUE_LATER || this == NO_TO_INDEX || this == JIT;
        }
    }

    @Override
    public String toString() {
        return message + (cure == null ? "" : ": " + cure);
    }
}
