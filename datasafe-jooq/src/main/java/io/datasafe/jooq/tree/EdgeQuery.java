package io.datasafe.jooq.tree;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Reads edges into memory: all edges of the graph, or those that can be reached from some vertices. */
final class EdgeQuery<K> {
    private final GraphDefinition<K> edges;
    private final VertexSql text;
    private final LimitedRows rows;
    private final @Nullable Field<? extends Number> weight;
    private final boolean negative;

    /**
     * Makes a query.
     *
     * @param edges the graph
     * @param weight the weight to read; null for none
     * @param negative true if a weight may be negative
     */
    EdgeQuery(GraphDefinition<K> edges, @Nullable Field<? extends Number> weight, boolean negative) {
        this.edges = edges;
        this.text = new VertexSql(edges.width());
        this.rows = new LimitedRows(edges.name(), "edges", edges.mostRows());
        this.weight = weight;
        this.negative = negative;
    }

    AdjacencyLists<K> all(DSLContext dsl) {
        return read(
                dsl, new AdjacencyListsBuilder<>(edges.order()), query("select " + columns() + " from {0} limit {1}"));
    }

    private ResultQuery<Record> query(String sql) {
        return DSL.resultQuery(sql, edges.asTable(weight), rows.limit()).coerce(fields());
    }

    /**
     * Reads the edges that can be reached from the start vertices. The start vertices are part of the result even
     * without edges.
     */
    AdjacencyLists<K> from(DSLContext dsl, Collection<K> starts) {
        AdjacencyListsBuilder<K> builder = new AdjacencyListsBuilder<>(edges.order());
        starts.forEach(builder::vertex);
        return read(dsl, builder, query(starts));
    }

    ResultQuery<Record> query(Collection<K> starts) {
        String sql = "with recursive datasafe_reached (" + text.list("k") + ") as (" + text.start()
                + " union select " + text.list("n.t") + " from datasafe_reached r cross join lateral (select "
                + text.list("e.t") + " from {2} where " + text.same("e.f", "r.k") + " offset 0) n)"
                + " select " + columns() + " from datasafe_reached r cross join lateral (select * from {0} where "
                + text.same("e.f", "r.k") + " offset 0) e limit {3}";
        return DSL.resultQuery(sql, edges.asTable(weight), edges.requested(starts), edges.asTable(null), rows.limit())
                .coerce(fields());
    }

    private String columns() {
        return text.list("e.f") + ", " + text.list("e.t") + (weight == null ? "" : ", e.w");
    }

    private List<Field<?>> fields() {
        List<Field<?>> fields = new ArrayList<>(List.of(edges.columns("f")));
        fields.addAll(List.of(edges.columns("t")));
        if (weight != null) {
            fields.add(DSL.field(DSL.name("w"), weight.getDataType()));
        }
        return fields;
    }

    private AdjacencyLists<K> read(DSLContext dsl, AdjacencyListsBuilder<K> builder, ResultQuery<Record> query) {
        int width = edges.width();
        rows.read(dsl, query, row -> {
            K leaves = edges.read(row, 0);
            K leads = edges.read(row, width);
            if (weight == null) {
                builder.edge(leaves, leads);
            } else {
                builder.edge(leaves, leads, weight(leaves, leads, row.get(2 * width)));
            }
        });
        return builder.build();
    }

    private BigDecimal weight(K leaves, K leads, @Nullable Object value) {
        if (value == null) {
            throw bad(leaves, leads, "null");
        }
        BigDecimal exact;
        try {
            // Parses the printed form. It is exact for every type except binary fractions, and for those it is the
            // number that was meant.
            exact = value instanceof BigDecimal decimal ? decimal : new BigDecimal(value.toString());
        } catch (NumberFormatException e) {
            throw bad(leaves, leads, "not a finite number");
        }
        if (exact.signum() < 0 && !negative) {
            throw bad(leaves, leads, "negative");
        }
        return exact;
    }

    private EdgeException bad(K leaves, K leads, String what) {
        return new EdgeException(
                "graph '" + edges.name() + "': " + (weight == null ? "" : weight.getName()) + " of the edge from "
                        + leaves + " to " + leads + " is " + what + ": correct it, or leave the edge out by scope(..)",
                leaves,
                leads);
    }
}
