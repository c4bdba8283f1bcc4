package io.datasafe.jooq.load;

import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.selectOne;

import io.datasafe.jooq.internal.KeyColumns;
import io.datasafe.jooq.internal.RenderedQuery;
import io.datasafe.jooq.load.Selection.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.Select;
import org.jooq.SelectField;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * The query of a definition. It binds one array per key column, so its text is the same for any number of keys. The
 * keys are distinct and not null.
 */
final class BatchQuery<K> {
    private static final String FOUND = "datasafe_found";

    private final Selection<K> selection;
    private final KeyColumns<K> key;
    private final RenderedQuery query;

    /** True if the first column of a row is the key's number; false if the row holds the key column itself. */
    private final boolean numbered;

    BatchQuery(Selection<K> selection) {
        this.selection = selection;
        this.key = selection.key();
        this.numbered = selection.top() > 0 || selection.shape() == Shape.EXISTING || !key.isPlain();
        this.query = new RenderedQuery(this::select);
    }

    private Select<? extends Record> select(List<Field<?>> arrays) {
        if (selection.top() > 0) {
            return top(key.requested(arrays));
        }
        if (selection.shape() == Shape.EXISTING) {
            return existing(key.requested(arrays));
        }
        return numbered ? joined(key.requested(arrays)) : plain(key.isIn(arrays.get(0)));
    }

    String sql(DSLContext dsl, List<K> keys) {
        return query.sql(dsl, key.arrays(keys));
    }

    /** Sends the query. */
    Result<? extends Record> fetch(DSLContext dsl, List<K> keys) {
        return query.fetch(dsl, key.arrays(keys));
    }

    /** Returns the function that finds the key of a row. */
    Function<Record, K> keyIn(Result<? extends Record> rows, List<K> keys) {
        if (numbered) {
            return row -> keys.get(row.get(0, Integer.class) - 1);
        }
        int at = rows.fieldsRow().indexOf(key.fields().get(0));
        return row -> key.read(row, at);
    }

    /** Builds {@code select .. from t where k = any(?)}. */
    private Select<? extends Record> plain(Condition isIn) {
        Condition where = isIn.and(selection.where());
        if (selection.shape() == Shape.GROUPS) {
            return DSL.select(prepend(key.fields().get(0), selection.fields()))
                    .from(selection.table())
                    .where(where)
                    .groupBy(key.fields());
        }
        return DSL.select(selection.selected())
                .from(selection.table())
                .where(where)
                .orderBy(selection.order());
    }

    /**
     * Builds {@code select .. from unnest(?, ?) a join t on ..}, for keys of several columns and for types whose
     * equality differs between Java and SQL.
     */
    private Select<? extends Record> joined(Table<?> keys) {
        Table<?> from = keys.join(selection.table()).on(key.matches());
        if (selection.shape() == Shape.GROUPS) {
            return DSL.select(prepend(KeyColumns.number(), selection.fields()))
                    .from(from)
                    .where(selection.where())
                    .groupBy(KeyColumns.number());
        }
        return DSL.select(prepend(KeyColumns.number(), selection.selected()))
                .from(from)
                .where(selection.where())
                .orderBy(selection.order());
    }

    /** Builds {@code select .. from unnest(?) a cross join lateral (select .. from t where .. order by .. limit n)}. */
    private Select<? extends Record> top(Table<?> keys) {
        Table<?> found = lateral(DSL.select(selection.selected())
                        .from(selection.table())
                        .where(key.matches().and(selection.where()))
                        .orderBy(selection.order())
                        .limit(DSL.inline(selection.top())))
                .as(FOUND);
        return DSL.select(prepend(KeyColumns.number(), List.of(found.fields())))
                .from(keys)
                .crossJoin(found);
    }

    /** Builds {@code select k from unnest(?) a where exists (select 1 from t where ..)}. */
    private Select<? extends Record> existing(Table<?> keys) {
        // Not DSL.exists: its signature differs between jOOQ 3.19 and 3.21.
        Select<?> row = selectOne().from(selection.table()).where(key.matches().and(selection.where()));
        return DSL.select(KeyColumns.number()).from(keys).where(DSL.condition("exists ({0})", row));
    }

    private static List<SelectField<?>> prepend(Field<?> first, List<? extends SelectField<?>> rest) {
        List<SelectField<?>> all = new ArrayList<>();
        all.add(first);
        all.addAll(rest);
        return all;
    }
}
