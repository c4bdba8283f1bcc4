package io.datasafe.jooq.tree;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An index as the catalog describes it.
 *
 * @param name the name, quoted as SQL
 * @param method the access method, such as btree or hash
 * @param valid false if CREATE INDEX CONCURRENTLY failed, or the index is missing on some partitions
 * @param partial true if it leaves rows out
 * @param unique true if each entry is unique
 * @param immediate true if uniqueness holds at any time, not only at the end of a transaction
 * @param columns the key columns in order; null for an expression, or for a column with another collation than its own
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

    /** Tells whether the index finds rows by one column, or by the shared column and another one. */
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

    /** Tells whether the index makes these columns unique. An index that makes fewer of them unique does so too. */
    boolean isKey(Set<String> of) {
        return unique && holdsAllRows() && of.containsAll(columns);
    }

    /** Tells whether the index contains the column, so that a reader might take it for the missing one. */
    boolean holds(String column) {
        return columns.contains(column);
    }

    /** Says why the index does not serve, for a message. */
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
