package io.datasafe.jooq.tree;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.zip.CRC32;
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
    /** PostgreSQL cuts longer names. */
    private static final int NAME_BYTES = 63;

    private static final int HASH_BYTES = 9;

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

    /**
     * Returns a name that PostgreSQL does not cut. A name that is too long ends with a hash of the whole name instead.
     */
    static String fitting(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= NAME_BYTES) {
            return name;
        }
        CRC32 hash = new CRC32();
        hash.update(bytes);
        int end = name.length();
        while (name.substring(0, end).getBytes(StandardCharsets.UTF_8).length > NAME_BYTES - HASH_BYTES) {
            end = name.offsetByCodePoints(end, -1);
        }
        return name.substring(0, end) + "_" + HexFormat.of().toHexDigits((int) hash.getValue());
    }
}
