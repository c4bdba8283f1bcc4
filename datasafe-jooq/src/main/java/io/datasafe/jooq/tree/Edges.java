package io.datasafe.jooq.tree;

import io.datasafe.jooq.internal.KeyColumn;
import io.datasafe.jooq.internal.KeyColumns;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * What a graph is made of.
 *
 * @param given the name it was given; null if it is that of the table
 * @param table null if it was not said and the column does not tell
 * @param from the columns of the vertex that an edge leaves
 * @param to those of the vertex that it leads to, one for each of from's
 * @param join makes a vertex of its values, column by column
 * @param scope what belongs to the graph at all
 * @param mostRows that one call reads
 */
record Edges<K>(
        @Nullable String given,
        @Nullable Table<?> table,
        KeyColumns<K> from,
        KeyColumns<K> to,
        Function<Object[], K> join,
        Condition scope,
        int mostRows) {
    static final int MOST_ROWS = 1_000_000;

    Edges {
        for (int i = 0; i < from.columns().size(); i++) {
            check(from.columns().get(i), to.columns().get(i));
        }
        if (mostRows < 1) {
            throw new IllegalArgumentException(
                    "mostRows is " + mostRows + ": it is the rows that one call may read, from 1 to 2,147,483,647");
        }
    }

    private static void check(KeyColumn<?> from, KeyColumn<?> to) {
        if (from.field().getType() != to.field().getType()) {
            throw new IllegalArgumentException("column " + to.field().getName() + " is of type "
                    + to.field().getType().getTypeName() + ", and column "
                    + from.field().getName() + " of " + from.field().getType().getTypeName()
                    + ": both ends of an edge are vertices");
        }
        for (KeyColumn<?> column : List.of(from, to)) {
            if (!column.isExact()) {
                throw new IllegalArgumentException(
                        "column " + column.field().getName() + " is of type "
                                + column.field().getDataType().getTypeName()
                                + ", of which Java and PostgreSQL do not agree what is equal: a graph needs vertices of an integer type, uuid, text or the like");
            }
        }
    }

    String name() {
        return given != null ? given : table != null ? table.getName() : "?";
    }

    /** How many columns a vertex has. */
    int width() {
        return from.columns().size();
    }

    /** Looks at the table as if it were that of a tree, of which an edge leaves the id and leads to the parent. */
    Inspection inspection(DSLContext dsl) {
        asTable(null);
        List<Field<?>> leaves = from.fields();
        Field<?> shared = width() == 1 ? null : leaves.get(0);
        Hierarchy<K> looked = new Hierarchy<>(
                given, table, shared, leaves.get(width() - 1), to.fields().get(width() - 1), from, List.of(), scope);
        return new Inspection(dsl, looked, TreeTable.read(dsl, looked));
    }

    /** The edges as a table: ends f1.. and t1.., and a weight w if one is asked for. PostgreSQL sees through it to the indexes. */
    QueryPart asTable(@Nullable Field<?> weight) {
        if (table == null) {
            throw new IllegalStateException(
                    "graph '" + name() + "' has no table: its columns do not tell, so say .from(table)");
        }
        List<Field<?>> columns = new ArrayList<>();
        Condition whole = scope;
        for (int i = 0; i < width(); i++) {
            Field<?> leaves = from.columns().get(i).field();
            Field<?> leads = to.columns().get(i).field();
            columns.add(leaves.as(DSL.quotedName("f" + (i + 1))));
            columns.add(leads.as(DSL.quotedName("t" + (i + 1))));
            whole = whole.and(leaves.isNotNull()).and(leads.isNotNull());
        }
        if (weight != null) {
            columns.add(weight.as(DSL.quotedName("w")));
        }
        return DSL.sql("({0}) e", DSL.select(columns).from(table).where(whole));
    }

    /** What the columns of a vertex are in a result. */
    Field<?>[] columns(String prefix) {
        Field<?>[] columns = new Field<?>[width()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = DSL.field(
                    DSL.name(prefix + (i + 1)), from.columns().get(i).field().getDataType());
        }
        return columns;
    }

    /** The vertices asked for, as rows. */
    QueryPart requested(Collection<K> vertices) {
        return DSL.sql("({0}) datasafe_asked", DSL.select(DSL.asterisk()).from(from.requested(from.arrays(vertices))));
    }

    /** The vertex whose columns begin somewhere in a row. */
    K read(Record row, int index) {
        Object[] values = new Object[width()];
        for (int i = 0; i < values.length; i++) {
            values[i] = from.columns().get(i).read(row, index + i);
        }
        return join.apply(values);
    }

    /** Java's order of the values, column by column. */
    Comparator<K> order() {
        return (a, b) -> {
            Object[] left = from.split().apply(a);
            Object[] right = from.split().apply(b);
            int difference = 0;
            for (int i = 0; i < left.length && difference == 0; i++) {
                difference = compare(left[i], right[i]);
            }
            return difference;
        };
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Every exact type is comparable.
    private static int compare(Object left, Object right) {
        return ((Comparable) left).compareTo(right);
    }

    Edges<K> from(Table<?> source) {
        return new Edges<>(given, source, from, to, join, scope, mostRows);
    }

    Edges<K> scope(Condition condition) {
        return new Edges<>(given, table, from, to, join, scope.and(condition), mostRows);
    }

    Edges<K> mostRows(int rows) {
        return new Edges<>(given, table, from, to, join, scope, rows);
    }

    Edges<K> reversed() {
        return new Edges<>(given, table, to, from, join, scope, mostRows);
    }

    Edges<K> named(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name is blank: name what the graph is of, such as \"parts\"");
        }
        return new Edges<>(name, table, from, to, join, scope, mostRows);
    }
}
