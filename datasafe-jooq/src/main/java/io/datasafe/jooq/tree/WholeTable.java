package io.datasafe.jooq.tree;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;

/**
 * Answers questions about every node of a table. The server only returns rows, and Java computes: a recursive query
 * over all rows takes several times as long as reading them, writes temporary files of that size, and grows faster than
 * linearly with the depth when it goes from the leaves to the root.
 */
final class WholeTable<K> {
    private final TreeDefinition<K> hierarchy;
    private final LinkRows<K> rows;

    WholeTable(TreeDefinition<K> hierarchy) {
        this.hierarchy = hierarchy;
        this.rows = new LinkRows<>(hierarchy);
    }

    List<List<K>> findCycles(DSLContext dsl) {
        NumberedParents<K> parents = new NumberedParents<>();
        rows.inner(dsl, row -> add(parents, row));
        return parents.cycles(parents.links());
    }

    Map<K, BigDecimal> rollUp(DSLContext dsl, Field<?> value) {
        NumberedParents<K> parents = new NumberedParents<>();
        Sums sums = new Sums();
        rows.all(dsl, value, row -> {
            add(parents, row);
            sums.add((Number) row.get(rows.value()));
        });
        return rollUp(parents, sums);
    }

    /** A node that the walk returned for several start nodes counts once. */
    Map<K, BigDecimal> rollUp(Nodes<K, BigDecimal> nodes) {
        NumberedParents<K> parents = new NumberedParents<>();
        Sums sums = new Sums();
        for (Node<K, BigDecimal> node : nodes) {
            if (parents.add(node.id(), node.parent())) {
                sums.add(node.value());
            }
        }
        return rollUp(parents, sums);
    }

    private Map<K, BigDecimal> rollUp(NumberedParents<K> parents, Sums sums) {
        ParentLinks links = parents.links();
        if (links.acyclic() < parents.size()) {
            throw new CycleException(
                    "tree '" + hierarchy.name() + "' has no sums: a node is its own ancestor; break the cycle"
                            + " (findCycles lists all cycles)",
                    parents.cycles(links).get(0));
        }
        sums.rollUp(links);
        Map<K, BigDecimal> all = new LinkedHashMap<>(parents.size() * 2);
        for (int node = 0; node < parents.size(); node++) {
            all.put(parents.id(node), sums.of(node));
        }
        return Collections.unmodifiableMap(all);
    }

    private void add(NumberedParents<K> parents, Record row) {
        K id = rows.id(row);
        if (!parents.add(id, rows.parent(row))) {
            throw new IllegalStateException("tree '" + hierarchy.name() + "' has two rows with id " + id
                    + ": an id must be unique in the tree's scope");
        }
    }
}
