package io.datasafe.jooq.tree;

import java.util.function.Consumer;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.impl.DSL;

/**
 * Reads no more rows than allowed, and never a part of them. PostgreSQL stops at the limit, in the middle of a recursion too.
 *
 * @param graph for messages
 * @param what the rows are
 * @param most of them
 */
record GraphRows(String graph, String what, int most) {
    /** How many rows are in memory before they are looked at; outside of a transaction the driver reads all of them first. */
    private static final int FETCH_SIZE = 4_096;

    /** For LIMIT: one row more than allowed tells that there are more. */
    Field<Long> limit() {
        return DSL.val(most + 1L);
    }

    void read(DSLContext dsl, ResultQuery<Record> query, Consumer<Record> each) {
        dsl.connection(connection -> {
            DSLContext here = DSL.using(dsl.configuration().derive(connection));
            // Without a transaction the driver would not heed it, and jOOQ logs that.
            read(here.fetchLazy(connection.getAutoCommit() ? query : query.fetchSize(FETCH_SIZE)), each);
        });
    }

    private void read(Cursor<Record> cursor, Consumer<Record> each) {
        try (cursor) {
            long count = 0;
            for (Record row : cursor) {
                if (++count > most) {
                    throw new RowLimitExceededException(
                            "graph '" + graph + "' has more than " + most + " " + what
                                    + " to read: begin at fewer vertices, narrow it by scope(..), or allow more by mostRows(..)",
                            most);
                }
                each.accept(row);
            }
        }
    }
}
