package io.datasafe.examples.quickstart.ingest;

import java.util.HashMap;
import java.util.Map;

/** A multiset of texts. Not thread-safe. */
final class Bag {
    private final Map<String, Integer> counts = new HashMap<>();

    void add(String text) {
        counts.merge(text, 1, Integer::sum);
    }

    void addOnce(String text) {
        counts.put(text, 1);
    }

    long size() {
        return counts.values().stream().mapToLong(Integer::longValue).sum();
    }

    /** The size of the difference: how many texts this bag has and the other lacks, counted with repetitions. */
    long without(Bag other) {
        return counts.entrySet().stream()
                .mapToLong(each -> Math.max(0, each.getValue() - other.counts.getOrDefault(each.getKey(), 0)))
                .sum();
    }
}
