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

/** Statements whose text is made when they are rendered, so with the mapping and the quotes of the context that runs them. */
final class Ddl {
    /** What PostgreSQL keeps of a name. */
    private static final int NAME_BYTES = 63;

    private static final int HASH_BYTES = 9;

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

    /** A name that PostgreSQL does not cut: what is too long ends with a hash of all of it instead. */
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
