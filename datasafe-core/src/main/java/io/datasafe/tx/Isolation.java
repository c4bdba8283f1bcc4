package io.datasafe.tx;

/**
 * PostgreSQL's isolation levels, weakest first. READ UNCOMMITTED is missing because PostgreSQL runs it as READ COMMITTED.
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
    private final String prologue;

    Isolation(String sql) {
        this.sql = sql;
        this.prologue = "SET TRANSACTION ISOLATION LEVEL " + sql;
    }

    String sql() {
        return sql;
    }

    /** Rides in one network flight with BEGIN. {@code Connection.setTransactionIsolation} would cost one trip before and one after. */
    String prologue() {
        return prologue;
    }
}
