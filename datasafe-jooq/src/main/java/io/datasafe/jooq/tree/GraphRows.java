package io.datasafe.jooq.tree;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
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
    /** For LIMIT: one row more than allowed tells that there are more. */
    Field<Long> limit() {
        return DSL.val(most + 1L);
    }

    void read(DSLContext dsl, ResultQuery<Record> query, Consumer<Record> each) {
        AtomicLong count = new AtomicLong();
        RowCursor.read(dsl, query, row -> {
            if (count.incrementAndGet() > most) {
                throw new RowLimitExceededException(
                        "graph '" + graph + "' has more than " + most + " " + what
                                + " to read: begin at fewer vertices, narrow it by scope(..), or allow more by mostRows(..)",
                        most);
            }
            each.accept(row);
        });
    }
}
