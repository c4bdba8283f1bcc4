package io.datasafe.benchmarks.tree;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A node where it was found.
 *
 * @param id the key
 * @param name what it is called
 * @param depth how far from where the walk began
 */
record Found(long id, String name, int depth) {
    /** The same for everyone who has found the same nodes at the same depths, in whatever order. */
    static long sum(Collection<Found> nodes) {
        long sum = 0;
        for (Found each : nodes) {
            sum += sum(each.id, each.name, each.depth);
        }
        return sum;
    }

    static long sum(long id, String name, int depth) {
        return (id + 1) * (depth + 1) + name.length();
    }

    static long sumOfGroups(Map<Long, List<Found>> groups) {
        long sum = 0;
        for (Map.Entry<Long, List<Found>> each : groups.entrySet()) {
            sum += each.getKey() * sum(each.getValue());
        }
        return sum;
    }
}
