package io.datasafe.benchmarks.tree;

import java.util.ArrayList;
import java.util.List;

/** What a database is called, and how it is filled. All trees are in a table "node", all graphs in a table "edge". */
record Stock(String name, List<String> fill) {
    private static final String NODES =
            "create table node (id bigint primary key, parent_id bigint, name text not null)";
    private static final String CHILDREN = "create index on node (parent_id)";

    /**
     * From the root at level 0 down to this level each node has ten children; the same as ltree and as a closure table
     * too.
     */
    static Stock forest(int depth) {
        return new Stock(
                "forest_" + depth,
                List.of(
                        "create extension ltree",
                        NODES,
                        "insert into node select i, case when i > 0 then (i - 1) / 10 end, 'node ' || i"
                                + " from generate_series(0, " + (Levels.first(depth + 1) - 1) + "::bigint) i",
                        CHILDREN,
                        "create table ltree_node (id bigint primary key, path ltree not null, name text not null)",
                        "insert into ltree_node with recursive w as (select id, id::text path, name from node where parent_id is null"
                                + " union all select n.id, w.path || '.' || n.id, n.name from w join node n on n.parent_id = w.id)"
                                + " select id, path::ltree, name from w",
                        "create index on ltree_node using gist (path)",
                        "create table closure (ancestor bigint not null, descendant bigint not null, depth int not null)",
                        "insert into closure with recursive w as (select id ancestor, id descendant, 0 depth, parent_id from node"
                                + " union all select p.id, w.descendant, w.depth + 1, p.parent_id from w join node p on p.id = w.parent_id)"
                                + " select ancestor, descendant, depth from w",
                        "create unique index on closure (ancestor, descendant)",
                        "create index on closure (descendant)",
                        "vacuum (analyze) node, ltree_node, closure"));
    }

    /** A root with so many children with so many children each. */
    static Stock fan(int children) {
        return new Stock(
                "fan_" + children,
                List.of(
                        NODES,
                        "insert into node select i, case when i > 0 then (i - 1) / " + children + " end, 'node ' || i"
                                + " from generate_series(0::bigint, " + ((long) children * children + children) + ") i",
                        CHILDREN,
                        "vacuum (analyze) node"));
    }

    /** So many chains, each of so many nodes: the first of chain c is c * length. */
    static Stock chains(int chains, int length) {
        return new Stock(
                "chains_" + chains + "_" + length,
                List.of(
                        NODES,
                        "insert into node select c * " + length + " + d, case when d > 0 then c * " + length
                                + " + d - 1 end, 'node ' || d from generate_series(0::bigint, " + (chains - 1)
                                + ") c, generate_series(0, " + (length - 1) + ") d",
                        CHILDREN,
                        "vacuum (analyze) node"));
    }

    /** So many vertices, four random edges for each; the same in every run. */
    static Stock roads(int vertices) {
        return graph(
                "roads_" + vertices,
                "insert into edge select " + random(1, vertices) + ", " + random(2, vertices)
                        + ", 1 from generate_series(1::bigint, " + 4L * vertices + ") i");
    }

    /** A ladder of diamonds: vertex 3d needs one of 3d + 1 and one of 3d + 2, which need one of 3d + 3 each. */
    static Stock ladder(int diamonds) {
        String sides = " from generate_series(0, " + (diamonds - 1) + ") d, (values (1), (2)) s (side)";
        return graph(
                "ladder_" + diamonds,
                "insert into edge select 3 * d, 3 * d + side, 1" + sides
                        + " union all select 3 * d + side, 3 * d + 3, 1" + sides);
    }

    private static Stock graph(String name, String insert) {
        List<String> fill = new ArrayList<>();
        fill.add("create table edge (src bigint not null, dst bigint not null, quantity bigint not null)");
        fill.add(insert);
        fill.add("create index on edge (src)");
        fill.add("create index on edge (dst)");
        fill.add("vacuum (analyze) edge");
        return new Stock(name, List.copyOf(fill));
    }

    private static String random(int seed, int vertices) {
        return "(hashint8extended(i, " + seed + ") & " + Long.MAX_VALUE + ") % " + vertices;
    }
}
