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
 * The query of a definition. Its text does not depend on the number of keys: they are one array for each column of the key, distinct and
 * without nulls.
 */
final class BatchQuery<K> {
    private static final String FOUND = "datasafe_found";

    private final Selection<K> selection;
    private final KeyColumns<K> key;
    private final RenderedQuery query;

    /** Whether the number of the key comes first; else its column is among the others. */
    private final boolean asked;

    BatchQuery(Selection<K> selection) {
        this.selection = selection;
        this.key = selection.key();
        this.asked = selection.top() > 0 || selection.shape() == Shape.EXISTING || !key.isPlain();
        this.query = new RenderedQuery(this::select);
    }

    private Select<? extends Record> select(List<Field<?>> arrays) {
        if (selection.top() > 0) {
            return top(key.asked(arrays));
        }
        if (selection.shape() == Shape.EXISTING) {
            return existing(key.asked(arrays));
        }
        return asked ? joined(key.asked(arrays)) : plain(key.isIn(arrays.get(0)));
    }

    String sql(DSLContext dsl, List<K> keys) {
        return query.sql(dsl, key.arrays(keys));
    }

    /** Sends it. */
    Result<? extends Record> fetch(DSLContext dsl, List<K> keys) {
        return query.fetch(dsl, key.arrays(keys));
    }

    /** Tells which key a row of the result belongs to. */
    Function<Record, K> keyIn(Result<? extends Record> rows, List<K> keys) {
        if (asked) {
            return row -> keys.get(row.get(0, Integer.class) - 1);
        }
        int at = rows.fieldsRow().indexOf(key.fields().get(0));
        return row -> key.read(row, at);
    }

    /** {@code select .. from t where k = any(?)}. */
    private Select<? extends Record> plain(Condition isIn) {
        Condition where = isIn.and(selection.where());
        if (selection.shape() == Shape.GROUPS) {
            return DSL.select(behind(key.fields().get(0), selection.fields()))
                    .from(selection.table())
                    .where(where)
                    .groupBy(key.fields());
        }
        return DSL.select(selection.selected())
                .from(selection.table())
                .where(where)
                .orderBy(selection.order());
    }

    /** {@code select .. from unnest(?, ?) a join t on ..}: for keys of several columns, and those of which Java and SQL think differently. */
    private Select<? extends Record> joined(Table<?> keys) {
        Table<?> from = keys.join(selection.table()).on(key.matches());
        if (selection.shape() == Shape.GROUPS) {
            return DSL.select(behind(KeyColumns.number(), selection.fields()))
                    .from(from)
                    .where(selection.where())
                    .groupBy(KeyColumns.number());
        }
        return DSL.select(behind(KeyColumns.number(), selection.selected()))
                .from(from)
                .where(selection.where())
                .orderBy(selection.order());
    }

    /** {@code select .. from unnest(?) a cross join lateral (select .. from t where .. order by .. limit n)}. */
    private Select<? extends Record> top(Table<?> keys) {
        Table<?> found = lateral(DSL.select(selection.selected())
                        .from(selection.table())
                        .where(key.matches().and(selection.where()))
                        .orderBy(selection.order())
                        .limit(DSL.inline(selection.top())))
                .as(FOUND);
        return DSL.select(behind(KeyColumns.number(), List.of(found.fields())))
                .from(keys)
                .crossJoin(found);
    }

    /** {@code select k from unnest(?) a where exists (select 1 from t where ..)}. */
    private Select<? extends Record> existing(Table<?> keys) {
        // Not DSL.exists: jOOQ 3.21 has it with another signature than 3.19.
        Select<?> row = selectOne().from(selection.table()).where(key.matches().and(selection.where()));
        return DSL.select(KeyColumns.number()).from(keys).where(DSL.condition("exists ({0})", row));
    }

    private static List<SelectField<?>> behind(Field<?> first, List<? extends SelectField<?>> then) {
        List<SelectField<?>> all = new ArrayList<>();
        all.add(first);
        all.addAll(then);
        return all;
    }
}
