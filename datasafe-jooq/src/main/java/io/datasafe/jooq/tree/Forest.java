package io.datasafe.jooq.tree;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The nodes of a walk, nested: each node lies in the branch of its parent. A forest holds every node of the walk, as
 * often as the walk returned it.
 *
 * <p>A node is a root if its parent is not in the forest: the walk began at the node, left the parent out, or the
 * parent does not exist. Of the nodes on a cycle, the one that the walk returned first becomes a root; jOOQ's
 * {@code Records.intoHierarchy} drops all of them. Nodes that the walk reached from different start nodes are in
 * different trees.
 *
 * <p>Nothing here is recursive, so a tree can have any depth. Immutable and thread-safe if the values are.
 *
 * <pre>{@code
 * Forest<Long, Category> forest = BELOW.fetchForest(dsl, 42L);
 * List<CategoryDto> json = forest.map((category, children) -> new CategoryDto(category.name(), children));
 * for (Branch<Long, Category> branch : forest.depthFirst()) {
 *     print(branch.depth(), branch.value().name());
 * }
 * }</pre>
 *
 * @param <K> the id's type
 * @param <V> the value's type
 * @since 0.1
 */
public final class Forest<K, V> {
    private static final int LINES = 200;
    private static final int DEEPEST_INDENT = 50;

    private final List<Branch<K, V>> all;
    private final boolean truncated;

    private Forest(List<Branch<K, V>> all, boolean truncated) {
        this.all = Collections.unmodifiableList(all);
        this.truncated = truncated;
    }

    /**
     * Nests nodes.
     *
     * @param nodes the nodes of a walk; siblings and roots keep their order
     * @param <K> the id's type
     * @param <V> the value's type
     * @return the forest
     */
    public static <K, V> Forest<K, V> of(Nodes<K, V> nodes) {
        int[] parents = parents(nodes);
        for (List<Integer> cycle : new ParentLinks(parents).cycles()) {
            parents[cycle.get(0)] = ParentLinks.NONE;
        }
        Nesting nesting = new Nesting(parents);
        List<Branch<K, V>> all = new ArrayList<>(nodes.size());
        for (int place = 0; place < parents.length; place++) {
            int node = nesting.node(place);
            all.add(new Branch<>(nodes.get(node), nesting.depth(node), all, place, nesting.size(node)));
        }
        return new Forest<>(all, nodes.truncated());
    }

    /** Finds the number of each node's parent, among the nodes that the walk reached from the same start node. */
    private static <K> int[] parents(Nodes<K, ?> nodes) {
        Map<K, Map<K, Integer>> numbers = new HashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            Node<K, ?> node = nodes.get(i);
            numbers.computeIfAbsent(node.root(), root -> new HashMap<>()).put(node.id(), i);
        }
        int[] parents = new int[nodes.size()];
        for (int i = 0; i < parents.length; i++) {
            Node<K, ?> node = nodes.get(i);
            Integer parent = numbers.getOrDefault(node.root(), Map.of()).get(node.parent());
            parents[i] = parent == null ? ParentLinks.NONE : parent;
        }
        return parents;
    }

    /** {@return the trees, in the order of the walk; unmodifiable} */
    public List<Branch<K, V>> roots() {
        return Branch.siblings(all, 0, all.size());
    }

    /** {@return all branches, each before its descendants, siblings in the order of the walk; unmodifiable} */
    public List<Branch<K, V>> depthFirst() {
        return all;
    }

    /** {@return the number of nodes} */
    public int size() {
        return all.size();
    }

    /** {@return true if {@code maxDepth} stopped the walk before some nodes: see {@link Node#cut}} */
    public boolean truncated() {
        return truncated;
    }

    /**
     * Transforms the forest from the leaves to the roots, for example into your own type to be written as JSON, or into
     * a sum.
     *
     * @param fold makes a result from a node's value and its children's results, which are in the children's order and
     *     unmodifiable; called once per node
     * @param <R> the type of a result
     * @return the results of the roots, in their order; unmodifiable
     */
    @SuppressWarnings("unchecked") // The array holds results of fold only.
    public <R> List<R> map(BiFunction<? super V, ? super List<R>, ? extends R> fold) {
        Object[] made = new Object[all.size()];
        for (int at = made.length - 1; at >= 0; at--) {
            Branch<K, V> branch = all.get(at);
            made[at] = fold.apply(branch.value(), (List<R>) made(made, at + 1, at + branch.size()));
        }
        return (List<R>) made(made, 0, made.length);
    }

    private List<Object> made(Object[] made, int from, int to) {
        List<Object> siblings = new ArrayList<>();
        for (int at = from; at < to; at += all.get(at).size()) {
            siblings.add(made[at]);
        }
        return Collections.unmodifiableList(siblings);
    }

    /**
     * Prints the forest with one line per node, indented by its depth for up to 50 levels. An ellipsis marks a node
     * whose descendants {@code maxDepth} cut off.
     *
     * @param label returns the text for a node
     * @return the lines, each with a line feed at its end
     */
    public String text(Function<? super Node<K, V>, ?> label) {
        return text(label, all.size());
    }

    private String text(Function<? super Node<K, V>, ?> label, int lines) {
        StringBuilder text = new StringBuilder();
        for (Branch<K, V> branch : all.subList(0, lines)) {
            text.append("  ".repeat(Math.min(branch.depth(), DEEPEST_INDENT)))
                    .append(label.apply(branch.node()))
                    .append(branch.node().cut() ? " ...\n" : "\n");
        }
        return text.toString();
    }

    /** {@return the ids, printed as by {@link #text}; at most 200 lines} */
    @Override
    public String toString() {
        return all.size() <= LINES ? text(Node::id) : text(Node::id, LINES) + "(" + (all.size() - LINES) + " more)\n";
    }
}
