package io.datasafe.examples.quickstart.ingest;

import java.util.HashMap;
import java.util.Map;

/** Texts with how often each occurs. Not thread-safe. */
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

    /** How many there are in this bag that are not in the other, each as often as it is missing. */
    long without(Bag other) {
        return counts.entrySet().stream()
                .mapToLong(each -> Math.max(0, each.getValue() - other.counts.getOrDefault(each.getKey(), 0)))
                .sum();
    }
}
