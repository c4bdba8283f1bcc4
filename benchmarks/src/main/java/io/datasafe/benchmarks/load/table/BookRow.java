package io.datasafe.benchmarks.load.table;

import org.jooq.impl.UpdatableRecordImpl;

/** A row of {@link BookTable}. */
public final class BookRow extends UpdatableRecordImpl<BookRow> {
    private static final long serialVersionUID = 1;

    /** Made by jOOQ. */
    public BookRow() {
        super(BookTable.BOOK);
    }
}
