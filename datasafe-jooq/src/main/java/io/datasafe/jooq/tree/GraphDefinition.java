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
 * The definition of a graph: its table, the columns of its edges, and its limits.
 *
 * @param given the name that the user gave; null for the table's name
 * @param table null if the user named none and the column does not know its table
 * @param from the columns of the vertex that an edge leaves
 * @param to the columns of the vertex that an edge leads to, one for each of {@code from}
 * @param join makes a vertex from the values of its columns
 * @param scope the condition for edges that belong to the graph
 * @param mostRows the most rows that a call reads
 */
record GraphDefinition<K>(
        @Nullable String given,
        @Nullable Table<?> table,
        KeyColumns<K> from,
        KeyColumns<K> to,
        Function<Object[], K> join,
        Condition scope,
        int mostRows) {
    static final int MOST_ROWS = 1_000_000;

    GraphDefinition {
        for (int i = 0; i < from.columns().size(); i++) {
            check(from.columns().get(i), to.columns().get(i));
        }
        if (mostRows < 1) {
            throw new IllegalArgumentException("mostRows is " + mostRows
                    + ", must be from 1 to 2,147,483,647: it limits the rows that a call reads");
        }
    }

    private static void check(KeyColumn<?> from, KeyColumn<?> to) {
        if (from.field().getType() != to.field().getType()) {
            throw new IllegalArgumentException("column " + to.field().getName() + " is of type "
                    + to.field().getType().getTypeName() + ", and column "
                    + from.field().getName() + " of " + from.field().getType().getTypeName()
                    + ": both ends of an edge must have the same type");
        }
        for (KeyColumn<?> column : List.of(from, to)) {
            if (!column.isExact()) {
                throw new IllegalArgumentException("column " + column.field().getName() + " is of type "
                        + column.field().getDataType().getTypeName()
                        + ", for which Java and PostgreSQL do not agree on equality: a graph needs vertices of an"
                        + " integer type, uuid, text or the like");
            }
        }
    }

    String name() {
        return given != null ? given : table != null ? table.getName() : "?";
    }

    /** The number of columns of a vertex. */
    int width() {
        return from.columns().size();
    }

    /**
     * Inspects the table as if it were a tree's: the vertex that an edge leaves takes the place of the id, and the
     * other one that of the parent.
     */
    TableInspection inspection(DSLContext dsl) {
        asTable(null);
        List<Field<?>> leaves = from.fields();
        Field<?> shared = width() == 1 ? null : leaves.get(0);
        TreeDefinition<K> asTree = new TreeDefinition<>(
                given, table, shared, leaves.get(width() - 1), to.fields().get(width() - 1), from, List.of(), scope);
        return new TableInspection(dsl, asTree, TreeTable.read(dsl, asTree));
    }

    /**
     * Returns the edges as a derived table with the ends f1.. and t1.. and, if requested, a weight w. PostgreSQL
     * inlines it, so indexes on the table still work.
     */
    QueryPart asTable(@Nullable Field<?> weight) {
        if (table == null) {
            throw new IllegalStateException(
                    "graph '" + name() + "' has no table: its columns do not name one, so call .from(table)");
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

    /** Returns the columns of a vertex in a result. */
    Field<?>[] columns(String prefix) {
        Field<?>[] columns = new Field<?>[width()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = DSL.field(
                    DSL.name(prefix + (i + 1)), from.columns().get(i).field().getDataType());
        }
        return columns;
    }

    /** Returns the requested vertices as rows. */
    QueryPart requested(Collection<K> vertices) {
        return DSL.sql("({0}) datasafe_asked", DSL.select(DSL.asterisk()).from(from.requested(from.arrays(vertices))));
    }

    /** Reads a vertex from a row. */
    K read(Record row, int index) {
        Object[] values = new Object[width()];
        for (int i = 0; i < values.length; i++) {
            values[i] = from.columns().get(i).read(row, index + i);
        }
        return join.apply(values);
    }

    /** Compares vertices by Java's natural order of their values, column by column. */
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

    GraphDefinition<K> from(Table<?> source) {
        return new GraphDefinition<>(given, source, from, to, join, scope, mostRows);
    }

    GraphDefinition<K> scope(Condition condition) {
        return new GraphDefinition<>(given, table, from, to, join, scope.and(condition), mostRows);
    }

    GraphDefinition<K> mostRows(int rows) {
        return new GraphDefinition<>(given, table, from, to, join, scope, rows);
    }

    GraphDefinition<K> reversed() {
        return new GraphDefinition<>(given, table, to, from, join, scope, mostRows);
    }

    GraphDefinition<K> named(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name is blank: say what the graph holds, such as \"parts\"");
        }
        return new GraphDefinition<>(name, table, from, to, join, scope, mostRows);
    }
}
