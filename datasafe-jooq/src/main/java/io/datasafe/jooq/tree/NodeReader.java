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

/** Makes nodes of the rows of a walk. */
final class NodeReader<K, V> {
    private final WalkRows<K> rows;
    private final boolean up;
    private final Function<Record, ? extends V> mapper;
    private final @Nullable Comparator<? super V> siblings;

    NodeReader(WalkShape<K> shape, Function<Record, ? extends V> mapper, @Nullable Comparator<? super V> siblings) {
        this.rows = new WalkRows<>(shape);
        this.up = shape.up();
        this.mapper = mapper;
        this.siblings = siblings;
    }

    Nodes<K, V> all(Result<? extends Record> result) {
        List<WalkRow<K>> arrived = read(result);
        if (up) {
            List<WalkRow<K>> distinct = new ArrayList<>(arrived.size());
            byRoot(arrived).values().forEach(chain -> distinct.addAll(once(chain)));
            arrived = byDepth(distinct);
        }
        return nodes(arrived);
    }

    /** For each of those that were asked for, in their order. */
    Map<K, Nodes<K, V>> byRoot(Result<? extends Record> result, Collection<K> asked) {
        Map<K, List<WalkRow<K>>> groups = byRoot(read(result));
        Map<K, Nodes<K, V>> nodes = new LinkedHashMap<>();
        for (K root : asked) {
            List<WalkRow<K>> arrived = groups.getOrDefault(root, List.of());
            nodes.put(root, arrived.isEmpty() ? Nodes.none() : nodes(up ? once(arrived) : arrived));
        }
        return nodes;
    }

    private List<WalkRow<K>> read(Result<? extends Record> result) {
        List<WalkRow<K>> arrived = new ArrayList<>(result.size());
        for (Record row : result) {
            arrived.add(rows.read(row));
        }
        return byDepth(arrived);
    }

    private Map<K, List<WalkRow<K>>> byRoot(List<WalkRow<K>> arrived) {
        Map<K, List<WalkRow<K>>> groups = new LinkedHashMap<>();
        for (WalkRow<K> row : arrived) {
            groups.computeIfAbsent(row.root(), root -> new ArrayList<>()).add(row);
        }
        return groups;
    }

    /** PostgreSQL gives them so unless it joins, and promises nothing: the sort sees at once if there is nothing to do. */
    private List<WalkRow<K>> byDepth(List<WalkRow<K>> arrived) {
        arrived.sort(Comparator.comparingInt(WalkRow::depth));
        return arrived;
    }

    /** A way up that came into a loop went around more than once: until the first node that comes again. */
    private List<WalkRow<K>> once(List<WalkRow<K>> chain) {
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

    private Nodes<K, V> nodes(List<WalkRow<K>> arrived) {
        boolean truncated = false;
        List<Node<K, V>> nodes = new ArrayList<>(arrived.size());
        List<WalkRow<K>> kept = new ArrayList<>();
        for (WalkRow<K> row : arrived) {
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
