package io.datasafe.outbox;

import io.datasafe.internal.sql.SqlIdentifier;

/** The names of the outbox's tables and indexes. */
record TableName(SqlIdentifier table) {
    static final String DEFAULT = "datasafe_outbox";

    static TableName of(String table) {
        return new TableName(SqlIdentifier.parse("table", table, 2));
    }

    /** The table of messages, for SQL. */
    String messages() {
        return table.quoted();
    }

    /** The table of leases, for SQL. */
    String readers() {
        return readerTable().quoted();
    }

    SqlIdentifier readerTable() {
        return table.derived("_reader");
    }

    /** An index of the table of messages, for {@code CREATE INDEX}. */
    String index(String suffix) {
        return table.withoutSchema().derived(suffix).quoted();
    }

    /** The table of messages, for people. */
    @Override
    public String toString() {
        return table.toString();
    }
}
