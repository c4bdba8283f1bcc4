package io.datasafe.benchmarks.tree.table;

import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jooq.impl.TableImpl;

/** The edges of a graph, or what an assembly is made of. */
public final class EdgeTable extends TableImpl<EdgeRow> {
    private static final long serialVersionUID = 1;

    /** The table. */
    public static final EdgeTable EDGE = new EdgeTable();

    /** Where it begins: the assembly. */
    public final transient TableField<EdgeRow, Long> SRC =
            createField(DSL.name("src"), SQLDataType.BIGINT.nullable(false), this);

    /** Where it ends: the component. */
    public final transient TableField<EdgeRow, Long> DST =
            createField(DSL.name("dst"), SQLDataType.BIGINT.nullable(false), this);

    /** How many of the component the assembly needs. */
    public final transient TableField<EdgeRow, Long> QUANTITY =
            createField(DSL.name("quantity"), SQLDataType.BIGINT.nullable(false), this);

    private EdgeTable() {
        super(DSL.name("edge"));
    }

    @Override
    public Class<EdgeRow> getRecordType() {
        return EdgeRow.class;
    }
}
