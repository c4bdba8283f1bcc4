package io.datasafe.jooq.load;

import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import io.datasafe.jooq.internal.KeyColumns;
import io.datasafe.jooq.load.Selection.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
    private final List<K> keys;
    private final Select<? extends Record> query;

    /** Whether the number of the key comes first; else its column is among the others. */
    private final boolean asked;

    BatchQuery(Selection<K> selection, Set<K> keys) {
        this.selection = selection;
        this.keys = new ArrayList<>(keys);
        this.key = selection.key();
        List<Field<?>> arrays = key.arrays(keys);
        if (selection.top() > 0) {
            query = top(key.asked(arrays));
            asked = true;
        } else if (selection.shape() == Shape.EXISTING) {
            query = existing(key.asked(arrays));
            asked = true;
        } else if (key.isPlain()) {
            query = plain(key.isIn(arrays.get(0)));
            asked = false;
        } else {
            query = joined(key.asked(arrays));
            asked = true;
        }
    }

    String sql(DSLContext dsl) {
        return dsl.render(query);
    }

    /** Sends it. */
    Result<? extends Record> fetch(DSLContext dsl) {
        return dsl.fetch(query);
    }

    /** Tells which key a row of the result belongs to. */
    Function<Record, K> keyIn(Result<? extends Record> rows) {
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
            return select(behind(key.fields().get(0), selection.fields()))
                    .from(selection.table())
                    .where(where)
                    .groupBy(key.fields());
        }
        return select(selection.selected()).from(selection.table()).where(where).orderBy(selection.order());
    }

    /** {@code select .. from unnest(?, ?) a join t on ..}: for keys of several columns, and those of which Java and SQL think differently. */
    private Select<? extends Record> joined(Table<?> keys) {
        Table<?> from = keys.join(selection.table()).on(key.matches());
        if (selection.shape() == Shape.GROUPS) {
            return select(behind(KeyColumns.number(), selection.fields()))
                    .from(from)
                    .where(selection.where())
                    .groupBy(KeyColumns.number());
        }
        return select(behind(KeyColumns.number(), selection.selected()))
                .from(from)
                .where(selection.where())
                .orderBy(selection.order());
    }

    /** {@code select .. from unnest(?) a cross join lateral (select .. from t where .. order by .. limit n)}. */
    private Select<? extends Record> top(Table<?> keys) {
        Table<?> found = lateral(select(selection.selected())
                        .from(selection.table())
                        .where(key.matches().and(selection.where()))
                        .orderBy(selection.order())
                        .limit(DSL.inline(selection.top())))
                .as(FOUND);
        return select(behind(KeyColumns.number(), List.of(found.fields())))
                .from(keys)
                .crossJoin(found);
    }

    /** {@code select k from unnest(?) a where exists (select 1 from t where ..)}. */
    private Select<? extends Record> existing(Table<?> keys) {
        // Not DSL.exists: jOOQ 3.21 has it with another signature than 3.19.
        Select<?> row = selectOne().from(selection.table()).where(key.matches().and(selection.where()));
        return select(KeyColumns.number()).from(keys).where(DSL.condition("exists ({0})", row));
    }

    private static List<SelectField<?>> behind(Field<?> first, List<? extends SelectField<?>> then) {
        List<SelectField<?>> all = new ArrayList<>();
        all.add(first);
        all.addAll(then);
        return all;
    }
}
