package io.datasafe.benchmarks.tree.table;

import org.jooq.impl.TableRecordImpl;

/** A row of {@link EdgeTable}. */
public final class EdgeRow extends TableRecordImpl<EdgeRow> {
    private static final long serialVersionUID = 1;

    /** Made by jOOQ. */
    public EdgeRow() {
        super(EdgeTable.EDGE);
    }
}
