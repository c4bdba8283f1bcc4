package io.datasafe.jooq.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * The catalog's description of a tree's table.
 *
 * @param kind {@code r} for a table, {@code p} for a partitioned one; null if there is none
 * @param id the id column's name in the catalog; null if there is no such column
 * @param parent the parent column's name in the catalog; null if there is no such column
 * @param shared the shared column's name in the catalog; null if there is no such column, or the tree has none
 * @param jit true if queries are compiled
 * @param indexes the indexes, in the order of their names
 */
record TreeTable(
        @Nullable String kind,
        @Nullable String id,
        @Nullable String parent,
        @Nullable String shared,
        boolean jit,
        List<TableIndex> indexes) {
    private static final Field<String> KIND = text("kind");
    private static final Field<String> ID = text("id");
    private static final Field<String> PARENT = text("parent");
    private static final Field<String> SHARED = text("shared");
    private static final Field<Boolean> JIT = flag("jit");
    private static final Field<String> NAME = text("name");
    private static final Field<String> METHOD = text("method");
    private static final Field<Boolean> VALID = flag("valid");
    private static final Field<Boolean> PARTIAL = flag("partial");
    private static final Field<Boolean> UNIQUE = flag("uniq");
    private static final Field<Boolean> IMMEDIATE = flag("immediate");
    private static final Field<String[]> COLUMNS = DSL.field("columns", SQLDataType.VARCHAR.array());

    /**
     * PostgreSQL parses the names, as it does in a query. An index with another collation than its column's does not
     * serve.
     */
    private static final String QUERY = """
            with t as (select to_regclass({relation})::oid as oid)
            select c.relkind::text as kind, {id} as id, {parent} as parent, {shared} as shared,
            current_setting('jit')::boolean and current_setting('jit_above_cost')::float8 >= 0 and pg_jit_available()
            as jit,
            i.indexrelid::regclass::text as name, m.amname::text as method, i.indisvalid and i.indisready as valid,
            i.indpred is not null as partial, i.indisunique as uniq, i.indimmediate as immediate,
            (select array_agg(a.attname::text order by k.n) from generate_series(0, i.indnkeyatts - 1) k (n)
            left join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[k.n] and a.attnum > 0
            and a.attcollation = i.indcollation[k.n]) as columns
            from t left join pg_catalog.pg_class c on c.oid = t.oid
            left join pg_catalog.pg_index i on i.indrelid = c.oid
            left join pg_catalog.pg_class x on x.oid = i.indexrelid
            left join pg_catalog.pg_am m on m.oid = x.relam
            order by x.relname""";

    private static final String COLUMN = """
            (select a.attname::text from pg_catalog.pg_attribute a where a.attrelid = c.oid
            and a.attname = (parse_ident({name}))[1]
            and a.attnum > 0 and not a.attisdropped)""";

    private static Field<String> text(String name) {
        return DSL.field(name, SQLDataType.VARCHAR);
    }

    private static Field<Boolean> flag(String name) {
        return DSL.field(name, SQLDataType.BOOLEAN);
    }

    static TreeTable read(DSLContext dsl, TreeDefinition<?> hierarchy) {
        SqlTemplate template = new SqlTemplate(hierarchy).with("relation", DSL.val(TreeLock.relation(dsl, hierarchy)));
        template.with("id", column(dsl, template, hierarchy.id()))
                .with("parent", column(dsl, template, hierarchy.parent()))
                .with(
                        "shared",
                        hierarchy.shared() == null ? DSL.sql("null") : column(dsl, template, hierarchy.shared()));
        Result<Record> rows = template.query(dsl, QUERY)
                .coerce(List.of(
                        KIND, ID, PARENT, SHARED, JIT, NAME, METHOD, VALID, PARTIAL, UNIQUE, IMMEDIATE, COLUMNS))
                .fetch();
        Record first = rows.get(0);
        List<TableIndex> indexes = new ArrayList<>();
        for (Record row : rows) {
            String name = row.get(NAME);
            String method = row.get(METHOD);
            if (name != null && method != null) {
                indexes.add(new TableIndex(
                        name,
                        method,
                        row.get(VALID),
                        row.get(PARTIAL),
                        row.get(UNIQUE),
                        row.get(IMMEDIATE),
                        Arrays.asList(row.get(COLUMNS))));
            }
        }
        return new TreeTable(
                first.get(KIND), first.get(ID), first.get(PARENT), first.get(SHARED), first.get(JIT), indexes);
    }

    private static org.jooq.SQL column(DSLContext dsl, SqlTemplate template, Field<?> field) {
        return template.with("name", DSL.val(dsl.render(field.getUnqualifiedName())))
                .sql(COLUMN);
    }
}
