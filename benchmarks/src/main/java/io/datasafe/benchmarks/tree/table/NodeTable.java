package io.datasafe.benchmarks.tree.table;

import org.jooq.TableField;
import org.jooq.UniqueKey;
import org.jooq.impl.DSL;
import org.jooq.impl.Internal;
import org.jooq.impl.SQLDataType;
import org.jooq.impl.TableImpl;

/** The nodes of a tree. */
public final class NodeTable extends TableImpl<NodeRow> {
    private static final long serialVersionUID = 1;

    /** The table. */
    public static final NodeTable NODE = new NodeTable();

    /** The key. */
    public final transient TableField<NodeRow, Long> ID =
            createField(DSL.name("id"), SQLDataType.BIGINT.nullable(false), this);

    /** What the node hangs on; null for a root. */
    public final transient TableField<NodeRow, Long> PARENT_ID =
            createField(DSL.name("parent_id"), SQLDataType.BIGINT, this);

    /** What the node is called. */
    public final transient TableField<NodeRow, String> NAME =
            createField(DSL.name("name"), SQLDataType.CLOB.nullable(false), this);

    private NodeTable() {
        super(DSL.name("node"));
    }

    @Override
    public Class<NodeRow> getRecordType() {
        return NodeRow.class;
    }

    @Override
    public UniqueKey<NodeRow> getPrimaryKey() {
        return Internal.createUniqueKey(this, DSL.name("node_pkey"), ID);
    }
}
