package io.datasafe.jooq.tree;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers ids as they are read, and turns their parents' ids into links between the numbers. */
final class NumberedParents<K> {
    private final Map<K, Integer> numbers = new HashMap<>();
    private final List<K> ids = new ArrayList<>();
    private final List<@Nullable K> parents = new ArrayList<>();

    /** {@return true if the id is new} */
    boolean add(K id, @Nullable K parent) {
        if (numbers.putIfAbsent(id, ids.size()) != null) {
            return false;
        }
        ids.add(id);
        parents.add(parent);
        return true;
    }

    int size() {
        return ids.size();
    }

    K id(int number) {
        return ids.get(number);
    }

    /** {@return the links; a parent that was not added counts as none} */
    ParentLinks links() {
        int[] links = new int[ids.size()];
        for (int node = 0; node < links.length; node++) {
            K parent = parents.get(node);
            links[node] = parent == null ? ParentLinks.NONE : numbers.getOrDefault(parent, ParentLinks.NONE);
        }
        return new ParentLinks(links);
    }

    /** {@return the cycles as ids} */
    List<List<K>> cycles(ParentLinks links) {
        return links.cycles().stream()
                .map(cycle -> cycle.stream().map(ids::get).toList())
                .toList();
    }
}
