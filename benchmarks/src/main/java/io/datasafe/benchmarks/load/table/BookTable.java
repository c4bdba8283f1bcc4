package io.datasafe.benchmarks.load.table;

import java.util.List;
import org.jooq.ForeignKey;
import org.jooq.TableField;
import org.jooq.UniqueKey;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jooq.impl.TableImpl;

/** The books. */
public final class BookTable extends TableImpl<BookRow> {
    private static final long serialVersionUID = 1;

    /** The table. */
    public static final BookTable BOOK = new BookTable();

    /** The key. */
    public final transient TableField<BookRow, Long> ID =
            createField(DSL.name("id"), SQLDataType.BIGINT.nullable(false), this);

    /** Who wrote it. */
    public final transient TableField<BookRow, Long> AUTHOR_ID =
            createField(DSL.name("author_id"), SQLDataType.BIGINT.nullable(false), this);

    /** When it appeared. */
    public final transient TableField<BookRow, Integer> YEAR =
            createField(DSL.name("year"), SQLDataType.INTEGER.nullable(false), this);

    /** What it is called. */
    public final transient TableField<BookRow, String> TITLE =
            createField(DSL.name("title"), SQLDataType.CLOB.nullable(false), this);

    private BookTable() {
        super(DSL.name("book"));
    }

    @Override
    public Class<BookRow> getRecordType() {
        return BookRow.class;
    }

    @Override
    public UniqueKey<BookRow> getPrimaryKey() {
        return Keys.BOOK;
    }

    @Override
    public List<ForeignKey<BookRow, ?>> getReferences() {
        return List.of(Keys.BOOK_AUTHOR);
    }
}
