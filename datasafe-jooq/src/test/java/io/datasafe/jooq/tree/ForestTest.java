package io.datasafe.jooq.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.Records;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each node of the walk once, below its parent where that is there. */
class ForestTest {
    private record Dto(String name, List<Dto> children) {}

    @Test
    void ofNothingIsEmpty() {
        Forest<Integer, String> forest = Forest.of(Nodes.none());
        assertThat(forest.roots()).isEmpty();
        assertThat(forest.depthFirst()).isEmpty();
        assertThat(forest.size()).isZero();
        assertThat(forest.truncated()).isFalse();
        assertThat(forest.map((value, children) -> value)).isEmpty();
        assertThat(forest).hasToString("");
    }

    @Test
    void keepsTheOrderOfSiblingsAndOfRoots() {
        Forest<Integer, String> forest =
                forest(node(9, null), node(1, null), node(5, 1), node(3, 1), node(8, 9), node(4, 1));
        assertThat(forest.roots()).extracting(Branch::id).containsExactly(9, 1);
        assertThat(forest.roots().get(1).children()).extracting(Branch::id).containsExactly(5, 3, 4);
        assertThat(forest.depthFirst()).extracting(Branch::id).containsExactly(9, 8, 1, 5, 3, 4);
        assertThat(forest.depthFirst()).extracting(Branch::depth).containsExactly(0, 1, 0, 1, 1, 1);
        assertThat(forest.depthFirst()).extracting(Branch::size).containsExactly(2, 1, 4, 1, 1, 1);
    }

    @Test
    void aBranchIsAForestOfItsOwn() {
        Forest<Integer, String> forest = forest(node(1, null), node(2, 1), node(3, 2), node(4, 1));
        Branch<Integer, String> two = forest.roots().get(0).children().get(0);
        assertThat(two.depthFirst()).extracting(Branch::id).containsExactly(2, 3);
        assertThat(two.node().parent()).isEqualTo(1);
        assertThat(two.value()).isEqualTo("n2");
        assertThat(two).hasToString("Branch 2 of 2 nodes");
        assertThat(two.children().get(0)).hasToString("Branch 3 of 1 node");
        assertThat(two.children().get(0).children()).isEmpty();
        assertThatThrownBy(() -> two.depthFirst().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> two.children().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void whoseParentIsNotThereIsARoot() {
        assertThat(forest(node(3, 2), node(4, 3), node(5, 99)).roots())
                .extracting(Branch::id)
                .containsExactly(3, 5);
    }

    @Test
    void whatIsBelowTwoRootsOfTheWalkIsThereTwice() {
        Forest<Integer, String> forest =
                forest(node(1, null, 1), node(2, 1, 2), node(2, 1, 1), node(3, 2, 2), node(3, 2, 1));
        assertThat(forest).hasToString("""
                1
                  2
                    3
                2
                  3
                """);
        assertThat(forest.size()).isEqualTo(5);
    }

    @Test
    void aLoopHangsOnItsFirstNode() {
        assertThat(forest(node(8, 7), node(7, 9), node(9, 8), node(1, 1), node(10, 9)))
                .hasToString("""
                8
                  9
                    7
                    10
                1
                """);
    }

    /**
     * What a forest is measured against: jOOQ's {@code Records.intoHierarchy} takes those as roots whose parent is not among the rows, and there is
     * none of those on a loop.
     */
    @Test
    void jooqLosesALoop() {
        Field<Integer> id = DSL.field("id", SQLDataType.INTEGER);
        Field<Integer> parent = DSL.field("parent", SQLDataType.INTEGER);
        List<Record2<Integer, Integer>> rows = new ArrayList<>();
        for (int[] row : new int[][] {{7, 8}, {8, 7}, {9, 8}}) {
            Record2<Integer, Integer> one = DSL.using(SQLDialect.POSTGRES).newRecord(id, parent);
            rows.add(one.values(row[0], row[1]));
        }
        List<List<Integer>> hierarchy = rows.stream()
                .collect(Records.intoHierarchy(
                        Record2::value1,
                        Record2::value2,
                        row -> new ArrayList<>(List.of(row.value1())),
                        (above, below) -> above.addAll(below)));
        assertThat(hierarchy).isEmpty();
        assertThat(forest(node(7, 8), node(8, 7), node(9, 8)).size()).isEqualTo(3);
    }

    @Test
    void foldsIntoATypeOfOnesOwn() {
        List<Dto> dtos = forest(node(1, null), node(2, 1), node(3, 2), node(4, 1), node(5, null))
                .map(Dto::new);
        assertThat(dtos)
                .containsExactly(
                        new Dto(
                                "n1",
                                List.of(new Dto("n2", List.of(new Dto("n3", List.of()))), new Dto("n4", List.of()))),
                        new Dto("n5", List.of()));
    }

    @Test
    void aChainMayBeAsLongAsTheHeapIs() {
        int length = 100_000;
        List<Node<Integer, String>> nodes = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            nodes.add(node(i, i == 0 ? null : i - 1));
        }
        Collections.shuffle(nodes, new Random(5));
        Forest<Integer, String> forest = Forest.of(new Nodes<>(nodes, false));
        assertThat(forest.roots()).hasSize(1);
        assertThat(forest.depthFirst().get(length - 1).depth()).isEqualTo(length - 1);
        assertThat(forest.<Integer>map((value, children) -> 1 + (children.isEmpty() ? 0 : children.get(0))))
                .containsExactly(length);
        assertThat(forest.text(Node::value).lines()).hasSize(length).last().isEqualTo("  ".repeat(50) + "n99999");
        assertThat(forest.toString().lines()).hasSize(201).last().isEqualTo("(99800 more)");
    }

    @Test
    void aLoopMayBeLongToo() {
        int length = 100_000;
        List<Node<Integer, String>> nodes = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            nodes.add(node(i, (i + 1) % length));
        }
        assertThat(Forest.of(new Nodes<>(nodes, false)).roots())
                .singleElement()
                .satisfies(root -> assertThat(root.size()).isEqualTo(length));
    }

    @Test
    void showsWhereItWasCut() {
        Node<Integer, String> cut = new Node<>(2, 1, 0, 1, "two", true, Node.Extras.none());
        Forest<Integer, String> forest = Forest.of(new Nodes<>(List.of(node(1, null), cut), true));
        assertThat(forest.truncated()).isTrue();
        assertThat(forest.text(Node::value)).isEqualTo("n1\n  two ...\n");
    }

    @Test
    void losesNoNodeOfAnyWalk() {
        Random random = new Random(11);
        for (int round = 0; round < 1000; round++) {
            List<Node<Integer, String>> nodes = randomNodes(random);
            check(nodes, Forest.of(new Nodes<>(nodes, false)));
        }
    }

    /** From up to three roots of the walk each, any nodes with any parents. */
    private static List<Node<Integer, String>> randomNodes(Random random) {
        List<Node<Integer, String>> nodes = new ArrayList<>();
        for (int root = 0; root < 1 + random.nextInt(3); root++) {
            int size = random.nextInt(30);
            for (int id = 0; id < size; id++) {
                Integer parent = random.nextInt(6) == 0
                        ? null
                        : (Integer) random.nextInt(random.nextBoolean() ? size + 3 : id + 1);
                nodes.add(node(id, parent, root));
            }
        }
        Collections.shuffle(nodes, random);
        return nodes;
    }

    private static void check(List<Node<Integer, String>> nodes, Forest<Integer, String> forest) {
        assertThat(forest.depthFirst()).extracting(Branch::node).containsExactlyInAnyOrderElementsOf(nodes);
        Map<List<Integer>, Node<Integer, String>> known = new HashMap<>();
        nodes.forEach(node -> known.put(List.of(node.root(), node.id()), node));
        for (Branch<Integer, String> root : forest.roots()) {
            assertThat(root.depth()).isZero();
            Node<Integer, String> node = root.node();
            boolean alone = node.parent() == null || !known.containsKey(List.of(node.root(), node.parent()));
            assertThat(alone || firstOfItsLoop(node, nodes, known))
                    .as("%s", node)
                    .isTrue();
        }
        for (Branch<Integer, String> branch : forest.depthFirst()) {
            List<Branch<Integer, String>> children = branch.children();
            assertThat(children).allSatisfy(child -> {
                assertThat(child.node().parent()).isEqualTo(branch.id());
                assertThat(child.node().root()).isEqualTo(branch.node().root());
                assertThat(child.depth()).isEqualTo(branch.depth() + 1);
            });
            assertThat(children)
                    .extracting(child -> nodes.indexOf(child.node()))
                    .isSorted();
            assertThat(branch.depthFirst())
                    .containsExactlyElementsOf(Stream.concat(
                                    Stream.of(branch), children.stream().flatMap(child -> child.depthFirst().stream()))
                            .toList());
        }
        assertThat(forest.depthFirst())
                .containsExactlyElementsOf(forest.roots().stream()
                        .flatMap(root -> root.depthFirst().stream())
                        .toList());
        assertThat(forest.roots())
                .extracting(root -> nodes.indexOf(root.node()))
                .isSorted();
    }

    private static boolean firstOfItsLoop(
            Node<Integer, String> node,
            List<Node<Integer, String>> nodes,
            Map<List<Integer>, Node<Integer, String>> known) {
        Set<Node<Integer, String>> way = new HashSet<>();
        @Nullable Node<Integer, String> at = node;
        while (at != null && way.add(at)) {
            at = at.parent() == null ? null : known.get(List.of(at.root(), at.parent()));
        }
        return at == node && way.stream().allMatch(other -> nodes.indexOf(other) >= nodes.indexOf(node));
    }

    private static Node<Integer, String> node(int id, @Nullable Integer parent) {
        return node(id, parent, 0);
    }

    private static Node<Integer, String> node(int id, @Nullable Integer parent, int root) {
        return new Node<>(id, parent, root, 0, "n" + id, false, Node.Extras.none());
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static Forest<Integer, String> forest(Node<Integer, String>... nodes) {
        return Forest.of(new Nodes<>(List.of(nodes), false));
    }
}
