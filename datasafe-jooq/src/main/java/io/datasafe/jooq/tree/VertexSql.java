package io.datasafe.jooq.tree;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes the SQL for a vertex of one or more columns: the list of the columns, and their equality. */
record VertexSql(int width) {
    /** Writes {@code e.t1, e.t2}. */
    String list(String prefix) {
        return IntStream.rangeClosed(1, width).mapToObj(i -> prefix + i).collect(Collectors.joining(", "));
    }

    /** Writes {@code e.f1 = r.k1 and e.f2 = r.k2}. */
    String same(String left, String right) {
        return IntStream.rangeClosed(1, width)
                .mapToObj(i -> left + i + " = " + right + i)
                .collect(Collectors.joining(" and "));
    }

    /** Writes the columns of the requested vertices, which {@code unnest(?)} binds. */
    String requested() {
        return list("datasafe_asked.datasafe_k");
    }

    String isRequested(String left) {
        return same(left, "datasafe_asked.datasafe_k");
    }

    /**
     * Writes the first term of a recursion: the requested vertices, in the types of the edge's columns. PostgreSQL
     * requires both terms to have the same types, and a text column differs from the bound array of varchar. {0} stands
     * for the edges and {1} for the requested vertices.
     */
    String start() {
        return "select " + list("e.f") + " from {0} where false union all select " + list("e.t")
                + " from {0} where false union all select " + requested() + " from {1}";
    }
}
