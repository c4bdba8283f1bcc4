package io.datasafe.benchmarks.tree;

import static io.datasafe.benchmarks.tree.table.NodeTable.NODE;

import io.datasafe.jooq.JooqTransactions;
import io.datasafe.jooq.tree.CycleException;
import io.datasafe.jooq.tree.Node;
import io.datasafe.jooq.tree.Nodes;
import io.datasafe.jooq.tree.Tree;
import io.datasafe.jooq.tree.Walk;
import java.util.Map;

/** The trees of datasafe, defined as its users define them. */
final class Trees {
    static final Tree<Long, String> NODES = Tree.of(NODE.ID, NODE.PARENT_ID).map(row -> row.get(NODE.NAME));
    static final Walk<Long, String> BELOW = NODES.descendants();
    static final Walk<Long, String> ABOVE = NODES.ancestors();

    private Trees() {}

    static long sum(Nodes<Long, String> nodes) {
        long sum = 0;
        for (Node<Long, String> each : nodes) {
            sum += Found.sum(each.id(), each.value(), each.depth());
        }
        return sum;
    }

    static long sumOfGroups(Map<Long, Nodes<Long, String>> groups) {
        long sum = 0;
        for (Map.Entry<Long, Nodes<Long, String>> each : groups.entrySet()) {
            sum += each.getKey() * sum(each.getValue());
        }
        return sum;
    }

    /** {@return false if it was refused, because it would have made a loop} */
    static boolean move(JooqTransactions transactions, long node, long parent) {
        try {
            return transactions.call(t -> NODES.move(t.dsl(), node, parent));
        } catch (CycleException e) {
            return false;
        }
    }
}
