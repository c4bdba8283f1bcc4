package io.datasafe.benchmarks.tree;

import static io.datasafe.benchmarks.tree.table.NodeTable.NODE;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import java.util.ArrayList;
import java.util.List;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.impl.SQLDataType;

/** Trees as they are read with jOOQ alone. */
final class JooqQueries {
    private static final Field<Long> T_ID = field(name("t", "id"), SQLDataType.BIGINT);
    private static final Field<Integer> T_DEPTH = field(name("t", "depth"), SQLDataType.INTEGER);

    private JooqQueries() {}

    /** A query for each level. */
    static List<Found> levels(DSLContext dsl, long root) {
        List<Found> all = new ArrayList<>();
        List<Found> level = fetch(dsl, NODE.ID.eq(root), 0);
        for (int depth = 1; !level.isEmpty(); depth++) {
            all.addAll(level);
            Long[] parents = level.stream().map(Found::id).toArray(Long[]::new);
            level = fetch(dsl, NODE.PARENT_ID.eq(any(parents)), depth);
        }
        return all;
    }

    /** A query for each node. */
    static List<Found> loop(DSLContext dsl, long root) {
        List<Found> all = new ArrayList<>(fetch(dsl, NODE.ID.eq(root), 0));
        for (int i = 0; i < all.size(); i++) {
            Found node = all.get(i);
            all.addAll(fetch(dsl, NODE.PARENT_ID.eq(node.id()), node.depth() + 1));
        }
        return all;
    }

    private static List<Found> fetch(DSLContext dsl, Condition condition, int depth) {
        return dsl.selectFrom(NODE)
                .where(condition)
                .fetch(row -> new Found(row.get(NODE.ID), row.get(NODE.NAME), depth));
    }

    /** The manual's recursion over ids, and a join that fetches their rows. */
    static List<Found> below(DSLContext dsl, List<Long> roots) {
        return joined(
                dsl,
                name("t")
                        .fields("id", "depth")
                        .as(select(NODE.ID, inline(0))
                                .from(NODE)
                                .where(NODE.ID.in(roots))
                                .unionAll(select(NODE.ID, T_DEPTH.plus(1))
                                        .from(table(name("t")))
                                        .join(NODE)
                                        .on(NODE.PARENT_ID.eq(T_ID)))));
    }

    /** The same upwards. */
    static List<Found> above(DSLContext dsl, long node) {
        Field<Long> parent = field(name("c", "parent_id"), SQLDataType.BIGINT);
        return joined(
                dsl,
                name("t")
                        .fields("id", "depth")
                        .as(select(NODE.ID, inline(0))
                                .from(NODE)
                                .where(NODE.ID.eq(node))
                                .unionAll(select(parent, T_DEPTH.plus(1))
                                        .from(table(name("t")))
                                        .join(NODE.as("c"))
                                        .on(field(name("c", "id"), SQLDataType.BIGINT)
                                                .eq(T_ID))
                                        .where(parent.isNotNull()))));
    }

    private static List<Found> joined(DSLContext dsl, CommonTableExpression<Record2<Long, Integer>> t) {
        return dsl.withRecursive(t)
                .select(NODE.ID, NODE.NAME, T_DEPTH)
                .from(t)
                .join(NODE)
                .on(NODE.ID.eq(T_ID))
                .fetch(row -> new Found(row.value1(), row.value2(), row.value3()));
    }
}
