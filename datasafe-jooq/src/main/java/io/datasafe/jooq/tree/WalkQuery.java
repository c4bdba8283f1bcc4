package io.datasafe.jooq.tree;

import io.datasafe.jooq.internal.RenderedQuery;
import java.util.Collection;
import java.util.List;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.Select;
import org.jooq.impl.DSL;

/** The query that fetches a walk. Its text is the same for any number of start nodes. */
final class WalkQuery<K> {
    private final WalkShape<K> shape;
    private final Recursion<K> recursion;
    private final boolean all;
    private final RenderedQuery rendered;
    private final WalkColumns<K> columns;
    private final List<Field<?>> fields;
    private final List<Field<?>> results;

    /**
     * Makes a query.
     *
     * @param all true to fetch the rows that are left out as well, because sorting the others depends on them
     */
    WalkQuery(WalkShape<K> shape, boolean all) {
        this.shape = shape;
        this.all = all;
        this.recursion = new Recursion<>(shape);
        this.columns = WalkColumns.fetched(shape, recursion);
        this.fields = columns.fields();
        this.results = columns.results();
        this.rendered = new RenderedQuery(arrays -> select(recursion.from(arrays)));
    }

    WalkColumns<K> columns() {
        return columns;
    }

    String sql(DSLContext dsl, Collection<K> roots) {
        return rendered.sql(dsl, shape.tree().key().arrays(roots));
    }

    Result<? extends Record> fetch(DSLContext dsl, Collection<K> roots) {
        return rendered.fetch(dsl, shape.tree().key().arrays(roots), results);
    }

    Result<? extends Record> fetch(DSLContext dsl, Condition roots) {
        return dsl.fetch(select(recursion.from(roots)).coerce(results));
    }

    WalkTable<K> table(String name, Collection<K> roots) {
        return new WalkTable<>(
                name, shape, recursion, recursion.from(shape.tree().key().arrays(roots)));
    }

    WalkTable<K> table(String name, Condition roots) {
        return new WalkTable<>(name, shape, recursion, recursion.from(roots));
    }

    private Select<Record> select(CommonTableExpression<?> walk) {
        return DSL.withRecursive(walk).select(fields).from(recursion.rows()).where(all ? DSL.noCondition() : wanted());
    }

    /**
     * Leaves out rows, but not those where {@code maxDepth} stopped the walk, because the caller must always learn of
     * that.
     */
    private Condition wanted() {
        if (shape.where() == null && !shape.excludeStart()) {
            return DSL.noCondition();
        }
        Condition kept = recursion.kept();
        return shape.maxDepth() == null ? kept : kept.or(DSL.condition(recursion.cut(shape.maxDepth())));
    }
}
