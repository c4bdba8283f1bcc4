package io.datasafe.jooq.tree;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sum for each node, by number. Exact: of any integers and decimals. */
final class Sums {
    private final List<BigDecimal> sums = new ArrayList<>();

    /** Adds a node's own value; none is 0. */
    void add(@Nullable Number value) {
        sums.add(exact(value));
    }

    /** Adds each node's sum to that of its parent, from the leaves on. */
    void rollUp(ParentLinks links) {
        for (int i = 0; i < links.acyclic(); i++) {
            int node = links.bottomUp(i);
            int parent = links.parent(node);
            if (parent != ParentLinks.NONE) {
                sums.set(parent, sums.get(parent).add(sums.get(node)));
            }
        }
    }

    BigDecimal of(int node) {
        return sums.get(node);
    }

    /** A value's digits; none is 0. */
    static BigDecimal exact(@Nullable Number value) {
        if (value == null) {
            return BigDecimal.ZERO;
        }
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        if (value instanceof BigInteger integer) {
            return new BigDecimal(integer);
        }
        if (value instanceof Double || value instanceof Float) {
            if (!Double.isFinite(value.doubleValue())) {
                throw new ArithmeticException("a value is " + value + ", which has no sum: leave it out by the value's"
                        + " expression, such as nullif(value, 'NaN')");
            }
            // Not new BigDecimal(double): of a float, it would show digits that PostgreSQL does not.
            return new BigDecimal(value.toString());
        }
        return value instanceof Long || value instanceof Integer || value instanceof Short
                ? BigDecimal.valueOf(value.longValue())
                : new BigDecimal(value.toString());
    }
}
