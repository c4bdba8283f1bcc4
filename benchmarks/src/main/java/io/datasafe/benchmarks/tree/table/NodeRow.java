package io.datasafe.benchmarks.tree.table;

import org.jooq.impl.UpdatableRecordImpl;

/** A row of {@link NodeTable}. */
public final class NodeRow extends UpdatableRecordImpl<NodeRow> {
    private static final long serialVersionUID = 1;

    /** Made by jOOQ. */
    public NodeRow() {
        super(NodeTable.NODE);
    }
}
