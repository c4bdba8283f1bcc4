package io.datasafe.jooq.tree;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ids and their parents, as they are read; then their links by number. */
final class NumberedParents<K> {
    private final Map<K, Integer> numbers = new HashMap<>();
    private final List<K> ids = new ArrayList<>();
    private final List<@Nullable K> parents = new ArrayList<>();

    /** {@return whether it was not known yet} */
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

    /** {@return the links: a parent that is not there is none} */
    ParentLinks links() {
        int[] links = new int[ids.size()];
        for (int node = 0; node < links.length; node++) {
            K parent = parents.get(node);
            links[node] = parent == null ? ParentLinks.NONE : numbers.getOrDefault(parent, ParentLinks.NONE);
        }
        return new ParentLinks(links);
    }

    /** {@return the loops as ids} */
    List<List<K>> loops(ParentLinks links) {
        return links.loops().stream()
                .map(loop -> loop.stream().map(ids::get).toList())
                .toList();
    }
}
