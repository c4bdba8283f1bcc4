package io.datasafe.jooq.tree;

import java.util.function.Function;
import org.jooq.Context;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.Query;
import org.jooq.Table;
import org.jooq.impl.CustomQueryPart;
import org.jooq.impl.DSL;

/**
 * Makes DDL statements whose text is built when they are rendered, with the mapping and quoting of the context that
 * runs them.
 */
final class Ddl {
    private Ddl() {}

    /** Makes a statement without bind values, because PostgreSQL allows none in DDL. */
    static Query query(Function<DSLContext, String> text) {
        return DSL.query(
                "{0}",
                CustomQueryPart.of(
                        (Context<?> context) -> context.sql(text.apply(DSL.using(context.configuration())))));
    }

    /** Returns a name in the schema of the table; without a schema if the table has none. */
    static Name beside(Table<?> table, String name) {
        Name schema = table.getQualifiedName().qualifier();
        return schema == null || schema.empty() ? DSL.name(name) : schema.append(DSL.name(name));
    }
}
