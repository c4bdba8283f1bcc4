package io.datasafe.jooq.tree;

import java.util.function.Consumer;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.impl.DSL;

/** Reads rows one after the other, without keeping them: each is gone when the next is read. */
final class RowCursor {
    /** How many rows are in memory before they are looked at; outside of a transaction the driver reads all of them first. */
    private static final int FETCH_SIZE = 5_000;

    private RowCursor() {}

    static void read(DSLContext dsl, ResultQuery<? extends Record> query, Consumer<Record> each) {
        dsl.connection(connection -> {
            // Without a transaction the driver has no cursors, and jOOQ logs each that was asked for.
            int fetchSize = connection.getAutoCommit() ? 0 : FETCH_SIZE;
            DSLContext same = DSL.using(dsl.configuration().derive(connection));
            try (Cursor<? extends Record> cursor = same.fetchLazy(query.fetchSize(fetchSize))) {
                cursor.forEach(each);
            }
        });
    }
}
