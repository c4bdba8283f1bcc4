package io.datasafe.benchmarks.load.table;

import org.jooq.TableField;
import org.jooq.UniqueKey;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jooq.impl.TableImpl;

/** The authors. */
public final class AuthorTable extends TableImpl<AuthorRow> {
    private static final long serialVersionUID = 1;

    /** The table. */
    public static final AuthorTable AUTHOR = new AuthorTable();

    /** The key. */
    public final transient TableField<AuthorRow, Long> ID =
            createField(DSL.name("id"), SQLDataType.BIGINT.nullable(false), this);

    /** What the author is called. */
    public final transient TableField<AuthorRow, String> NAME =
            createField(DSL.name("name"), SQLDataType.CLOB.nullable(false), this);

    /** Where the author comes from. */
    public final transient TableField<AuthorRow, Long> COUNTRY_ID =
            createField(DSL.name("country_id"), SQLDataType.BIGINT.nullable(false), this);

    private AuthorTable() {
        super(DSL.name("author"));
    }

    @Override
    public Class<AuthorRow> getRecordType() {
        return AuthorRow.class;
    }

    @Override
    public UniqueKey<AuthorRow> getPrimaryKey() {
        return Keys.AUTHOR;
    }
}
