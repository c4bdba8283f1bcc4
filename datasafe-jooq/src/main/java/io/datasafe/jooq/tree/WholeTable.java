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
 * Questions about each node of a table. The server only hands out rows: a recursive query over all of them takes it several times as long as
 * reading them does, with temporary files of that size, and more than linearly in the depth where something goes from the leaves to the root.
 */
final class WholeTable<K> {
    private final Hierarchy<K> hierarchy;
    private final LinkRows<K> rows;

    WholeTable(Hierarchy<K> hierarchy) {
        this.hierarchy = hierarchy;
        this.rows = new LinkRows<>(hierarchy);
    }

    List<List<K>> findCycles(DSLContext dsl) {
        NumberedParents<K> family = new NumberedParents<>();
        rows.inner(dsl, row -> add(family, row));
        return family.loops(family.links());
    }

    Map<K, BigDecimal> rollUp(DSLContext dsl, Field<?> value) {
        NumberedParents<K> family = new NumberedParents<>();
        Sums sums = new Sums();
        rows.all(dsl, value, row -> {
            add(family, row);
            sums.add((Number) row.get(rows.value()));
        });
        return rollUp(family, sums);
    }

    /** A node that came for several roots counts once. */
    Map<K, BigDecimal> rollUp(Nodes<K, BigDecimal> nodes) {
        NumberedParents<K> family = new NumberedParents<>();
        Sums sums = new Sums();
        for (Node<K, BigDecimal> node : nodes) {
            if (family.add(node.id(), node.parent())) {
                sums.add(node.value());
            }
        }
        return rollUp(family, sums);
    }

    private Map<K, BigDecimal> rollUp(NumberedParents<K> family, Sums sums) {
        ParentLinks links = family.links();
        if (links.acyclic() < family.size()) {
            throw new CycleException(
                    "tree '" + hierarchy.name() + "' has no sums: a node is below itself; break the loop"
                            + " (findCycles lists them all)",
                    family.loops(links).get(0));
        }
        sums.rollUp(links);
        Map<K, BigDecimal> all = new LinkedHashMap<>(family.size() * 2);
        for (int node = 0; node < family.size(); node++) {
            all.put(family.id(node), sums.of(node));
        }
        return Collections.unmodifiableMap(all);
    }

    private void add(NumberedParents<K> family, Record row) {
        K id = rows.id(row);
        if (!family.add(id, rows.parent(row))) {
            throw new IllegalStateException("tree '" + hierarchy.name() + "' has two rows of id " + id
                    + ": an id must be unique in the tree's scope");
        }
    }
}
