package io.datasafe.jooq.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.impl.DSL;

/**
 * Finds a shortest path with one statement that searches from both ends until they meet. Time is counted in hops. One
 * end steps at even times and the other at odd times, and each rests in between. Paths of odd and even length are
 * therefore found at the moment they are complete: at the first vertex that is among the newest rows of both ends.
 *
 * <p>Within each step a window function looks at the newest rows; PostgreSQL allows this at one level above the
 * recursive reference. Time is an interval of zero length, as in {@link Reachability#HOP}, so UNION keeps a vertex once
 * per end, and lets it rest once.
 */
final class ShortestPath<K> {
    private final GraphDefinition<K> edges;
    private final VertexSql text;

    ShortestPath(GraphDefinition<K> edges) {
        this.edges = edges;
        this.text = new VertexSql(edges.width());
    }

    Optional<List<K>> between(DSLContext dsl, K from, K to, int maxHops) {
        List<K> path = new ArrayList<>();
        for (Record row : dsl.fetch(query(from, to, maxHops))) {
            K vertex = edges.read(row, 0);
            // Both halves hold the vertex where they meet.
            if (path.isEmpty() || !vertex.equals(path.get(path.size() - 1))) {
                path.add(vertex);
            }
        }
        return path.isEmpty() ? Optional.empty() : Optional.of(path);
    }

    ResultQuery<Record> query(K from, K to, int maxHops) {
        String sql = "with recursive datasafe_search (f, p, " + text.list("k") + ", t) as (" + ends() + " union "
                + step()
                + "), datasafe_seen as materialized (select f, " + text.list("k")
                + ", (cast(extract(day from t) as int) + case when f then 0 else 1 end) / 2 as d from datasafe_search),"
                + " datasafe_met as (" + met() + "), datasafe_path (f, d, " + text.list("k") + ") as (" + halves()
                + ") select " + text.list("k") + " from datasafe_path order by f desc, case when f then d else -d end";
        return DSL.resultQuery(sql, edges.asTable(null), edges.requested(List.of(from, to)), DSL.val(maxHops))
                .coerce(edges.columns("k"));
    }

    /** The two ends: the first is about to rest, the second to step. */
    private String ends() {
        return "select n = 1, case when n = 1 then 0 else 1 end, " + text.list("k")
                + ", make_interval() from (select " + text.list("e.f")
                + ", 0 as n from {0} where false union all select "
                + text.list("e.t") + ", 0 from {0} where false union all select " + text.requested()
                + ", datasafe_asked.datasafe_n from {1}) a (" + text.list("k") + ", n)";
    }

    private String step() {
        return "select w.f, n.p, " + text.list("n.k") + ", w.t + " + Reachability.HOP
                + " from (select v.*, max(c) over () as most, bool_or(f) over () as first, bool_and(f) over () as alone"
                + " from (select s.*, count(*) over (partition by " + text.list("k")
                + ") as c from datasafe_search s) v) w"
                + " cross join lateral (select " + text.list("w.k") + ", 1 where w.p = 0"
                + " union all select * from (select " + text.list("e.t") + ", 0 from {0} where w.p = 1 and w.f and "
                + text.same("e.f", "w.k") + " offset 0) x"
                + " union all select * from (select " + text.list("e.f") + ", 0 from {0} where w.p = 1 and not w.f and "
                + text.same("e.t", "w.k") + " offset 0) y) n (" + text.list("k") + ", p)"
                // Stops at the first vertex that both ends have, and when one end can go no further.
                + " where w.most = 1 and w.first and not w.alone and extract(day from w.t) < {2}";
    }

    /** Returns a vertex that both ends reached at the latest time. */
    private String met() {
        return "select " + text.list("k")
                + " from datasafe_search where extract(day from t) ="
                + " (select max(extract(day from t)) from datasafe_search)"
                + " group by " + text.list("k") + " having count(*) = 2 order by " + text.list("k") + " limit 1";
    }

    /**
     * Walks back from the meeting point to both ends, each time to a vertex that is one hop nearer. IS TRUE makes
     * PostgreSQL keep IN as a hash table that is built once; otherwise it would plan a join that reads every visited
     * vertex at each step.
     */
    private String halves() {
        return "select f, d, " + text.list("k") + " from datasafe_seen where (" + text.list("k") + ") = (select "
                + text.list("k") + " from datasafe_met)"
                + " union select h.f, h.d - 1, " + text.list("n.k")
                + " from datasafe_path h cross join lateral ((select "
                + text.list("e.f") + " from {0} where h.f and " + text.same("e.t", "h.k") + " and ((" + text.list("e.f")
                + ", h.d - 1) in (select " + text.list("k") + ", d from datasafe_seen where f)) is true order by "
                + text.list("e.f") + " limit 1) union all (select " + text.list("e.t") + " from {0} where not h.f and "
                + text.same("e.f", "h.k") + " and ((" + text.list("e.t") + ", h.d - 1) in (select " + text.list("k")
                + ", d from datasafe_seen where not f)) is true order by " + text.list("e.t") + " limit 1)) n ("
                + text.list("k") + ") where h.d > 0";
    }
}
