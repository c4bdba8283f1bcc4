package io.datasafe.jooq.tree;

import static org.jooq.impl.DSL.field;

import io.datasafe.jooq.internal.RenderedQuery;
import java.util.ArrayList;
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

/** The query that fetches a walk. Its text does not depend on the number of roots. */
final class WalkQuery<K> {
    private final WalkShape<K> shape;
    private final Recursion<K> recursion;
    private final boolean all;
    private final RenderedQuery rendered;
    private final List<Field<?>> results;

    /**
     * A query.
     *
     * @param all whether rows that are left out come too: to say in which order the others are, it takes them all
     */
    WalkQuery(WalkShape<K> shape, boolean all) {
        this.shape = shape;
        this.all = all;
        this.recursion = new Recursion<>(shape);
        this.rendered = new RenderedQuery(arrays -> select(recursion.from(arrays)));
        // The fields of the table, by which rows are read, instead of those of the recursion.
        this.results = new ArrayList<>(recursion.read());
        results.addAll(told());
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
        List<Field<?>> fields = new ArrayList<>();
        for (Field<?> column : recursion.read()) {
            fields.add(recursion.of(column));
        }
        fields.addAll(told());
        return DSL.withRecursive(walk).select(fields).from(recursion.rows()).where(all ? DSL.noCondition() : wanted());
    }

    /** What is told of a row beside its columns, in the order that {@link WalkRows} reads. */
    private List<Field<?>> told() {
        List<Field<?>> told = new ArrayList<>();
        told.add(Recursion.depth());
        told.add(recursion.root());
        if (shape.maxDepth() != null) {
            told.add(recursion.cut(shape.maxDepth()));
        }
        if (shape.where() != null) {
            told.add(Recursion.keep());
        }
        if (shape.path()) {
            told.add(recursion.path());
        }
        if (shape.leaf()) {
            told.add(field(Recursion.isLeaf()));
        }
        for (int i = 0; i < shape.folds().size(); i++) {
            told.add(recursion.fold(i));
        }
        return told;
    }

    /** Without those that are left out, but with those where {@code maxDepth} stopped the walk: that must never go unnoticed. */
    private Condition wanted() {
        if (shape.where() == null && !shape.excludeStart()) {
            return DSL.noCondition();
        }
        Condition kept = recursion.kept();
        return shape.maxDepth() == null ? kept : kept.or(DSL.condition(recursion.cut(shape.maxDepth())));
    }
}
