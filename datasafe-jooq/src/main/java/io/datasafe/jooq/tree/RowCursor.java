package io.datasafe.jooq.tree;

import java.util.function.Consumer;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.impl.DSL;

/** Reads the rows of a query one by one without keeping them. */
final class RowCursor {
    /** The rows in memory at a time. Outside of a transaction the driver reads the whole result first. */
    private static final int FETCH_SIZE = 5_000;

    private RowCursor() {}

    static void read(DSLContext dsl, ResultQuery<? extends Record> query, Consumer<Record> each) {
        dsl.connection(connection -> {
            // Without a transaction the driver has no cursors, and jOOQ logs a message each time one is requested.
            int fetchSize = connection.getAutoCommit() ? 0 : FETCH_SIZE;
            DSLContext same = DSL.using(dsl.configuration().derive(connection));
            try (Cursor<? extends Record> cursor = same.fetchLazy(query.fetchSize(fetchSize))) {
                cursor.forEach(each);
            }
        });
    }
}
