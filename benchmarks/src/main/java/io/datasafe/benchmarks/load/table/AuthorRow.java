package io.datasafe.benchmarks.load.table;

import org.jooq.impl.UpdatableRecordImpl;

/** A row of {@link AuthorTable}. */
public final class AuthorRow extends UpdatableRecordImpl<AuthorRow> {
    private static final long serialVersionUID = 1;

    /** Made by jOOQ. */
    public AuthorRow() {
        super(AuthorTable.AUTHOR);
    }
}
