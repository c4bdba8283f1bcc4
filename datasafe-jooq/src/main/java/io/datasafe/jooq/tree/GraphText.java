package io.datasafe.jooq.tree;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Says in SQL what a vertex of so many columns takes: a list of them, and their equality. */
record GraphText(int width) {
    /** {@code e.t1, e.t2}. */
    String list(String prefix) {
        return IntStream.rangeClosed(1, width).mapToObj(i -> prefix + i).collect(Collectors.joining(", "));
    }

    /** {@code e.f1 = r.k1 and e.f2 = r.k2}. */
    String same(String left, String right) {
        return IntStream.rangeClosed(1, width)
                .mapToObj(i -> left + i + " = " + right + i)
                .collect(Collectors.joining(" and "));
    }

    /** What was asked for, as bound by {@code unnest(?)}. */
    String requested() {
        return list("datasafe_asked.datasafe_k");
    }

    String isRequested(String left) {
        return same(left, "datasafe_asked.datasafe_k");
    }

    /**
     * The vertices asked for, in the columns' own types: a recursive query wants the types of its first term to be those of the second, and a
     * column of text is not the array of varchar that asks for it. Takes the edges as {0} and what was asked for as {1}.
     */
    String start() {
        return "select " + list("e.f") + " from {0} where false union all select " + list("e.t")
                + " from {0} where false union all select " + requested() + " from {1}";
    }
}
