package io.datasafe.jooq.tree;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds an exact sum for each numbered node, of any integers and decimals. */
final class Sums {
    private final List<BigDecimal> sums = new ArrayList<>();

    /** Adds a node with its own value; null counts as 0. */
    void add(@Nullable Number value) {
        sums.add(exact(value));
    }

    /** Adds each node's sum to its parent's, from the leaves to the roots. */
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

    /** Converts a value to a decimal with the same digits; null becomes 0. */
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
                throw new ArithmeticException("a value is " + value + ", which has no sum: leave it out in the value's"
                        + " expression, such as nullif(value, 'NaN')");
            }
            // Not new BigDecimal(double): for a float it would show digits that PostgreSQL does not show.
            return new BigDecimal(value.toString());
        }
        return value instanceof Long || value instanceof Integer || value instanceof Short
                ? BigDecimal.valueOf(value.longValue())
                : new BigDecimal(value.toString());
    }
}
