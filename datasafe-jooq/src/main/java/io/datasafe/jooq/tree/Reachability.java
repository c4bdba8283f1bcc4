package io.datasafe.jooq.tree;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Finds the vertices that can be reached from others. UNION drops a vertex that was found before, so the query ends on
 * any cycle and returns each vertex once.
 *
 * <p>The number of hops rides along as an interval of zero length: 3 days minus 72 hours. All such intervals are equal,
 * so UNION still compares rows by the vertex alone, and keeps the row that came first. The recursion works level by
 * level, so that row has the fewest hops.
 */
final class Reachability<K> {
    /** One hop: an interval of zero length, with one day in it that can be read back. */
    static final String HOP = "make_interval(days => 1, hours => -24)";

    private final GraphDefinition<K> edges;
    private final VertexSql text;
    private final LimitedRows rows;

    Reachability(GraphDefinition<K> edges) {
        this.edges = edges;
        this.text = new VertexSql(edges.width());
        this.rows = new LimitedRows(edges.name(), "vertices", edges.mostRows());
    }

    Set<K> vertices(DSLContext dsl, Collection<K> starts) {
        Set<K> found = new LinkedHashSet<>();
        rows.read(dsl, vertices(starts), row -> found.add(edges.read(row, 0)));
        return found;
    }

    ResultQuery<Record> vertices(Collection<K> starts) {
        return query(starts, "", "", "", "", "");
    }

    Map<K, Integer> hops(DSLContext dsl, Collection<K> starts, int maxHops) {
        Map<K, Integer> found = new LinkedHashMap<>();
        rows.read(dsl, hops(starts, maxHops), row -> found.put(edges.read(row, 0), number(row)));
        return found;
    }

    ResultQuery<Record> hops(Collection<K> starts, int maxHops) {
        return query(
                starts,
                ", d",
                ", " + HOP,
                ", r.d + " + HOP,
                " where extract(day from r.d) < {3}",
                ", cast(extract(day from d) as int)",
                DSL.val(maxHops));
    }

    /** Finds the vertices for each start vertex separately. */
    Map<K, Set<K>> groups(DSLContext dsl, Collection<K> starts) {
        List<K> numbered = new ArrayList<>(starts);
        Map<K, Set<K>> found = new HashMap<>();
        rows.read(
                dsl,
                groups(starts),
                row -> found.computeIfAbsent(numbered.get(number(row) - 1), start -> new LinkedHashSet<>())
                        .add(edges.read(row, 0)));
        return found;
    }

    ResultQuery<Record> groups(Collection<K> starts) {
        return query(starts, ", n", ", datasafe_asked.datasafe_n", ", r.n", "", ", cast(n as int)");
    }

    /**
     * Builds the query: a vertex and, if given, one more column, which each of the text parts fills in at its place.
     */
    private ResultQuery<Record> query(
            Collection<K> starts,
            String name,
            String first,
            String next,
            String condition,
            String read,
            Field<?>... more) {
        String sql = "with recursive datasafe_reached (" + text.list("k") + name + ") as ("
                + "select " + text.list("e.t") + first + " from {1} join {0} on " + text.isRequested("e.f")
                + " union select " + text.list("n.t") + next
                + " from datasafe_reached r cross join lateral (select " + text.list("e.t") + " from {0} where "
                + text.same("e.f", "r.k") + " offset 0) n" + condition + ") select " + text.list("k") + read
                + " from datasafe_reached limit {2}";
        List<Field<?>> columns = new ArrayList<>(List.of(edges.columns("k")));
        if (!read.isEmpty()) {
            columns.add(DSL.field(DSL.name("number"), SQLDataType.INTEGER));
        }
        List<QueryPart> parts = new ArrayList<>(List.of(edges.asTable(null), edges.requested(starts), rows.limit()));
        parts.addAll(List.of(more));
        return DSL.resultQuery(sql, parts.toArray(QueryPart[]::new)).coerce(columns);
    }

    private int number(Record row) {
        return row.get(edges.width(), Integer.class);
    }
}
