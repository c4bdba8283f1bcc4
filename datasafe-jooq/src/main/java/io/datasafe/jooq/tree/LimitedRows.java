package io.datasafe.jooq.tree;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.impl.DSL;

/**
 * Reads the rows of a graph query up to a limit, and fails if there are more, so a caller never gets part of an answer.
 * PostgreSQL stops at the limit, even in the middle of a recursion.
 *
 * @param graph the graph's name, for messages
 * @param what the kind of row, for messages
 * @param most the most rows
 */
record LimitedRows(String graph, String what, int most) {
    /** The value for LIMIT: one row more than allowed shows that there are more. */
    Field<Long> limit() {
        return DSL.val(most + 1L);
    }

    void read(DSLContext dsl, ResultQuery<Record> query, Consumer<Record> each) {
        AtomicLong count = new AtomicLong();
        RowCursor.read(dsl, query, row -> {
            if (count.incrementAndGet() > most) {
                throw new RowLimitExceededException(
                        "graph '" + graph + "' has more than " + most + " " + what
                                + " to read: start from fewer vertices, narrow the graph with scope(..), or raise"
                                + " mostRows(..)",
                        most);
            }
            each.accept(row);
        });
    }
}
