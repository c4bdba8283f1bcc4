package io.datasafe.jooq.tree;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jooq.Record;
import org.jooq.Result;
import org.jspecify.annotations.Nullable;

/** Turns the rows of a fetched walk into nodes. */
final class NodeReader<K, V> {
    private final WalkRows<K> rows;
    private final boolean up;
    private final Function<Record, ? extends V> mapper;
    private final @Nullable Comparator<? super V> siblings;

    NodeReader(WalkColumns<K> columns, Function<Record, ? extends V> mapper, @Nullable Comparator<? super V> siblings) {
        this.rows = new WalkRows<>(columns);
        this.up = columns.shape().up();
        this.mapper = mapper;
        this.siblings = siblings;
    }

    Nodes<K, V> all(Result<? extends Record> result) {
        List<WalkRow<K>> found = read(result);
        if (up) {
            List<WalkRow<K>> distinct = new ArrayList<>(found.size());
            byRoot(found).values().forEach(chain -> distinct.addAll(withoutRepetition(chain)));
            found = byDepth(distinct);
        }
        return nodes(found);
    }

    /** Groups the nodes by start node, in the order of the requested ids. */
    Map<K, Nodes<K, V>> byRoot(Result<? extends Record> result, Collection<K> requested) {
        Map<K, List<WalkRow<K>>> groups = byRoot(read(result));
        Map<K, Nodes<K, V>> nodes = new LinkedHashMap<>();
        for (K root : requested) {
            List<WalkRow<K>> found = groups.getOrDefault(root, List.of());
            nodes.put(root, found.isEmpty() ? Nodes.none() : nodes(up ? withoutRepetition(found) : found));
        }
        return nodes;
    }

    private List<WalkRow<K>> read(Result<? extends Record> result) {
        List<WalkRow<K>> found = new ArrayList<>(result.size());
        for (Record row : result) {
            found.add(rows.read(row));
        }
        return byDepth(found);
    }

    private Map<K, List<WalkRow<K>>> byRoot(List<WalkRow<K>> found) {
        Map<K, List<WalkRow<K>>> groups = new LinkedHashMap<>();
        for (WalkRow<K> row : found) {
            groups.computeIfAbsent(row.root(), root -> new ArrayList<>()).add(row);
        }
        return groups;
    }

    /**
     * Sorts by depth. PostgreSQL returns this order unless it joins, but does not promise it; sorting sorted
     * rows is one pass.
     */
    private List<WalkRow<K>> byDepth(List<WalkRow<K>> found) {
        found.sort(Comparator.comparingInt(WalkRow::depth));
        return found;
    }

    /** Cuts a walk up at the first node that appears again. In a cycle the walk goes around more than once. */
    private List<WalkRow<K>> withoutRepetition(List<WalkRow<K>> chain) {
        Set<K> seen = new HashSet<>();
        List<WalkRow<K>> first = new ArrayList<>(chain.size());
        for (WalkRow<K> row : chain) {
            if (!seen.add(row.id())) {
                break;
            }
            first.add(row.cut() && row.parent() != null && seen.contains(row.parent()) ? row.uncut() : row);
        }
        return first;
    }

    private Nodes<K, V> nodes(List<WalkRow<K>> found) {
        boolean truncated = false;
        List<Node<K, V>> nodes = new ArrayList<>(found.size());
        List<WalkRow<K>> kept = new ArrayList<>();
        for (WalkRow<K> row : found) {
            truncated |= row.cut();
            if (siblings != null || row.kept()) {
                kept.add(row);
                nodes.add(node(row));
            }
        }
        return new Nodes<>(siblings == null ? nodes : Preorder.of(kept, nodes, siblings), truncated);
    }

    private Node<K, V> node(WalkRow<K> row) {
        return new Node<>(
                row.id(),
                row.parent(),
                row.root(),
                row.depth(),
                mapper.apply(row.row()),
                row.cut(),
                rows.extras(row, row.cut()));
    }
}
