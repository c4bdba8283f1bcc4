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
 * Statements whose text is made when they are rendered, so with the mapping and the quotes of the context that runs
 * them.
 */
final class Ddl {
    private Ddl() {}

    /** A statement without bind values: PostgreSQL allows none in DDL. */
    static Query query(Function<DSLContext, String> text) {
        return DSL.query(
                "{0}",
                CustomQueryPart.of(
                        (Context<?> context) -> context.sql(text.apply(DSL.using(context.configuration())))));
    }

    /** In the schema of the table, or without one as the table is. */
    static Name beside(Table<?> table, String name) {
        Name schema = table.getQualifiedName().qualifier();
        return schema == null || schema.empty() ? DSL.name(name) : schema.append(DSL.name(name));
    }
}
