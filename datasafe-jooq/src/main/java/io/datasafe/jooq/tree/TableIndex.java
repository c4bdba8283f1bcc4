package io.datasafe.jooq.tree;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An index, as the catalog has it.
 *
 * @param name as SQL
 * @param method btree, hash ..
 * @param valid false if CREATE INDEX CONCURRENTLY failed, or it is not there on all partitions
 * @param partial whether it leaves rows out
 * @param unique whether an entry is there once
 * @param immediate whether that holds at any time, not at the end of a transaction only
 * @param columns the key columns in their order; null is an expression, or a column in a collation that is not its own
 */
record TableIndex(
        String name,
        String method,
        boolean valid,
        boolean partial,
        boolean unique,
        boolean immediate,
        List<@Nullable String> columns) {

    private boolean holdsAllRows() {
        return valid && !partial;
    }

    /** Whether it finds rows by one column, or by two, for which their order does not matter. */
    boolean finds(String column, @Nullable String shared) {
        if (!holdsAllRows() || !method.equals("btree") && !method.equals("hash")) {
            return false;
        }
        return column.equals(columns.get(0))
                || shared != null
                        && columns.size() > 1
                        && shared.equals(columns.get(0))
                        && column.equals(columns.get(1));
    }

    /** Whether these columns are there once. Fewer than these being there once is as good. */
    boolean isKey(Set<String> of) {
        return unique && holdsAllRows() && of.containsAll(columns);
    }

    /** Whether it has to do with the column, so that its reader may take it for the one that is missing. */
    boolean holds(String column) {
        return columns.contains(column);
    }

    /** Why it does not do, for a message. */
    String title() {
        if (!valid) {
            return name + " is not valid";
        }
        if (partial) {
            return name + " is partial";
        }
        return name + " is " + method
                + columns.toString()
                        .replace("null", "(an expression)")
                        .replace('[', '(')
                        .replace(']', ')');
    }
}
