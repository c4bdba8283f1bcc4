package io.datasafe.jooq.internal;

import java.util.List;
import org.jooq.Context;
import org.jooq.QueryPart;
import org.jooq.impl.CustomQueryPart;

/** A query part that renders pieces of text with bind values in between. */
final class QueryTextPart extends CustomQueryPart {
    private static final long serialVersionUID = 1L;

    private final transient List<String> parts;
    private final transient List<? extends QueryPart> binds;

    QueryTextPart(List<String> parts, List<? extends QueryPart> binds) {
        this.parts = parts;
        this.binds = binds;
    }

    @Override
    public void accept(Context<?> ctx) {
        for (int i = 0; i < binds.size(); i++) {
            ctx.sql(parts.get(i)).visit(binds.get(i));
        }
        ctx.sql(parts.get(binds.size()));
    }
}
