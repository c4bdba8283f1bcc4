package io.datasafe.jooq.tree;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What a walk came to, nested: each node below its parent. All nodes of the walk are there, each as often as the walk brought it. A node is a root
 * where its parent is not there: since the walk began at it, or was told to leave the parent out, or the parent does not exist. Of nodes that
 * form a loop, the one that the walk brought first is a root; jOOQ's {@code Records.intoHierarchy} leaves all of them out. Nodes that came from
 * different roots of the walk are in different trees.
 *
 * <p>Nothing here is recursive, so that a tree may be of any depth. Immutable and thread-safe, as far as the values are.
 *
 * <pre>{@code
 * Forest<Long, Category> forest = BELOW.fetchForest(dsl, 42L);
 * List<CategoryDto> json = forest.map((category, children) -> new CategoryDto(category.name(), children));
 * for (Branch<Long, Category> branch : forest.depthFirst()) {
 *     print(branch.depth(), branch.value().name());
 * }
 * }</pre>
 *
 * @param <K> the id
 * @param <V> the value
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
     * @param nodes of a walk; siblings keep their order, and roots too
     * @param <K> the id
     * @param <V> the value
     * @return the forest
     */
    public static <K, V> Forest<K, V> of(Nodes<K, V> nodes) {
        int[] parents = parents(nodes);
        for (List<Integer> loop : new ParentLinks(parents).loops()) {
            parents[loop.get(0)] = ParentLinks.NONE;
        }
        Nesting nesting = new Nesting(parents);
        List<Branch<K, V>> all = new ArrayList<>(nodes.size());
        for (int place = 0; place < parents.length; place++) {
            int node = nesting.node(place);
            all.add(new Branch<>(nodes.get(node), nesting.depth(node), all, place, nesting.size(node)));
        }
        return new Forest<>(all, nodes.truncated());
    }

    /** By their numbers. A node is looked for among those of the same root of the walk. */
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

    /** {@return all branches, each before what is below it, siblings in the order of the walk; unmodifiable} */
    public List<Branch<K, V>> depthFirst() {
        return all;
    }

    /** {@return how many nodes there are} */
    public int size() {
        return all.size();
    }

    /** {@return whether {@code maxDepth} kept the walk from some nodes: see {@link Node#cut}} */
    public boolean truncated() {
        return truncated;
    }

    /**
     * Makes something nested of it, from the leaves to the roots: a type of one's own to be written as JSON, a sum.
     *
     * @param fold makes something of a value, and of what was made of its children, in their order; that list is unmodifiable. Called once a node
     * @param <R> what it makes
     * @return what was made of the roots, in their order; unmodifiable
     */
    @SuppressWarnings("unchecked") // Nothing else is put there.
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
     * Prints it: a line for each node, indented by its depth, up to 50 steps; an ellipsis where {@code maxDepth} cut off what is below.
     *
     * @param label what to print of a node
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

    /** {@return the ids, as {@link #text} prints them: of a large forest, 200 lines} */
    @Override
    public String toString() {
        return all.size() <= LINES ? text(Node::id) : text(Node::id, LINES) + "(" + (all.size() - LINES) + " more)\n";
    }
}
