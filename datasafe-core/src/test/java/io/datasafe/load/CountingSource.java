package io.datasafe.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Answers keys by a function, and remembers each batch. */
final class CountingSource<K extends Comparable<K>, V> implements Source<K, V> {
    private final Function<K, V> answers;
    private final List<Set<K>> batches = new ArrayList<>();

    CountingSource(Function<K, V> answers) {
        this.answers = answers;
    }

    @Override
    public Map<K, V> load(Set<K> keys) {
        batches.add(new TreeSet<>(keys));
        Map<K, V> found = new HashMap<>();
        for (K key : keys) {
            V answer = answers.apply(key);
            if (answer != null) {
                found.put(key, answer);
            }
        }
        return found;
    }

    int queries() {
        return batches.size();
    }

    List<Set<K>> batches() {
        return batches;
    }
}
