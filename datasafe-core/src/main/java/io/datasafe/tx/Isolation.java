package io.datasafe.tx;

/**
 * PostgreSQL's isolation levels, weakest first. READ UNCOMMITTED is missing because PostgreSQL runs it as READ
 * COMMITTED.
 *
 * @since 0.1
 */
public enum Isolation {
    /** Each statement sees what was committed before it began. */
    READ_COMMITTED("READ COMMITTED"),
    /** All statements see one snapshot; a conflicting update fails with 40001. */
    REPEATABLE_READ("REPEATABLE READ"),
    /** As if transactions ran one after the other; what would break that fails with 40001, perhaps only at COMMIT. */
    SERIALIZABLE("SERIALIZABLE");

    private final String sql;

    Isolation(String sql) {
        this.sql = sql;
    }

    String sql() {
        return sql;
    }
}
