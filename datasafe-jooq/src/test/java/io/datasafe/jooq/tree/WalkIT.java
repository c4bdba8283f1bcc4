package io.datasafe.jooq.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What walks bring, with one query each. */
class WalkIT extends Shelves {
    @Test
    void descendsByDepth() {
        Nodes<Long, Shelf> nodes = queries(1, () -> BELOW.fetch(dsl, 1L));
        assertThat(nodes.ids().subList(0, 1)).containsExactly(1L);
        assertThat(nodes.ids().subList(1, 3)).containsExactlyInAnyOrder(2L, 3L);
        assertThat(nodes.ids().subList(3, 7)).containsExactlyInAnyOrder(4L, 5L, 6L, 7L);
        assertThat(nodes.ids().subList(7, 9)).containsExactlyInAnyOrder(8L, 9L);
        assertThat(nodes).extracting(Node::depth).isSorted();
        assertThat(nodes).extracting(Node::root).containsOnly(1L);
        assertThat(nodes.get(0).parent()).isNull();
        assertThat(nodes.values()).contains(new Shelf(8, "crime"));
        assertThat(nodes.truncated()).isFalse();
    }

    @Test
    void ascendsToTheTop() {
        Nodes<Long, Shelf> nodes = queries(1, () -> ABOVE.fetch(dsl, 8L));
        assertThat(nodes.ids()).containsExactly(8L, 4L, 2L, 1L);
        assertThat(nodes).extracting(Node::depth).containsExactly(0, 1, 2, 3);
        assertThat(nodes).extracting(Node::parent).containsExactly(4L, 2L, 1L, null);
        assertThat(nodes).extracting(Node::root).containsOnly(8L);
    }

    @Test
    void tellsApartWhatBelongsToEachRoot() {
        Map<Long, Nodes<Long, Shelf>> crumbs = queries(1, () -> ABOVE.fetchGroups(dsl, List.of(8L, 404L, 6L, 8L)));
        assertThat(crumbs).containsOnlyKeys(8L, 404L, 6L);
        assertThat(crumbs.keySet()).containsExactly(8L, 404L, 6L);
        assertThat(crumbs.get(8L).ids()).containsExactly(8L, 4L, 2L, 1L);
        assertThat(crumbs.get(6L).ids()).containsExactly(6L, 3L, 1L);
        assertThat(crumbs.get(404L)).isEmpty();
    }

    @Test
    void bringsNodesOnceForEachRoot() {
        Nodes<Long, Shelf> nodes = queries(1, () -> BELOW.fetch(dsl, List.of(2L, 4L, 4L)));
        assertThat(nodes)
                .extracting(node -> node.root() + ":" + node.id())
                .containsExactlyInAnyOrder("2:2", "2:4", "2:5", "2:8", "2:9", "4:4", "4:8");
        assertThat(nodes).extracting(Node::depth).isSorted();
        assertThat(queries(1, () -> ABOVE.fetch(dsl, List.of(8L, 4L))))
                .extracting(node -> node.root() + ":" + node.id())
                .containsExactlyInAnyOrder("8:8", "8:4", "8:2", "8:1", "4:4", "4:2", "4:1");
    }

    @Test
    void beginsWhereAConditionHolds() {
        assertThat(queries(1, () -> BELOW.fetch(dsl, PARENT.isNull())).ids())
                .hasSize(10)
                .startsWith(1L, 10L);
        assertThat(queries(1, () -> ABOVE.fetch(dsl, NAME.eq("dolls"))).ids()).containsExactly(7L, 3L, 1L);
    }

    @Test
    void unknownRootsBringNothing() {
        assertThat(queries(1, () -> BELOW.fetch(dsl, 404L))).isEmpty();
        assertThat(queries(1, () -> BELOW.fetch(dsl, List.of(404L, 10L))).ids()).containsExactly(10L);
    }

    @Test
    void noRootsSendNothing() {
        assertThat(queries(0, () -> BELOW.fetch(dsl, List.of()))).isEmpty();
        assertThat(queries(0, () -> BELOW.fetchGroups(dsl, List.of()))).isEmpty();
    }

    @Test
    void maxDepthCutsAndSaysSo() {
        Nodes<Long, Shelf> nodes = queries(1, () -> BELOW.maxDepth(2).fetch(dsl, List.of(1L, 10L)));
        assertThat(nodes.ids()).containsExactlyInAnyOrder(1L, 10L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(nodes).filteredOn(Node::cut).extracting(Node::id).containsExactlyInAnyOrder(4L, 5L);
        assertThat(nodes.truncated()).isTrue();
        assertThat(BELOW.maxDepth(3).fetch(dsl, 1L).truncated()).isFalse();
        assertThat(BELOW.maxDepth(0).fetch(dsl, 1L)).singleElement().matches(Node::cut);
        assertThat(BELOW.maxDepth(0).fetch(dsl, 10L)).singleElement().matches(node -> !node.cut());
        Nodes<Long, Shelf> up = queries(1, () -> ABOVE.maxDepth(1).fetch(dsl, List.of(8L, 3L)));
        assertThat(up).filteredOn(Node::cut).extracting(Node::id).containsExactly(4L);
        assertThat(up.ids()).containsExactlyInAnyOrder(8L, 4L, 3L, 1L);
        assertThat(ABOVE.maxDepth(0).fetch(dsl, 40L).truncated()).isFalse();
    }

    @Test
    void whatIsCutIsNoticedThoughItIsLeftOut() {
        Nodes<Long, Shelf> shop = BELOW.maxDepth(2).where(NAME.eq("shop")).fetch(dsl, 1L);
        assertThat(shop.ids()).containsExactly(1L);
        assertThat(shop.truncated()).isTrue();
        Nodes<Long, Shelf> none = BELOW.maxDepth(0).excludeStart().fetch(dsl, 1L);
        assertThat(none).isEmpty();
        assertThat(none.truncated()).isTrue();
        assertThat(BELOW.maxDepth(2).descendWhile(ID.lt(8L)).fetch(dsl, 1L).truncated())
                .isFalse();
        Nodes<Long, Shelf> noneAbove =
                ABOVE.maxDepth(1).where(NAME.eq("nothing")).fetch(dsl, 8L);
        assertThat(noneAbove).isEmpty();
        assertThat(noneAbove.truncated()).isTrue();
    }

    @Test
    void descendWhilePrunesAndWhereFilters() {
        assertThat(BELOW.descendWhile(OPEN.isTrue()).fetch(dsl, 2L).ids()).containsExactly(2L, 4L, 8L);
        assertThat(BELOW.where(OPEN.isTrue()).fetch(dsl, 2L).ids()).containsExactlyInAnyOrder(2L, 4L, 8L, 9L);
        assertThat(BELOW.descendWhile(OPEN.isTrue()).fetch(dsl, 5L)).isEmpty();
        assertThat(ABOVE.descendWhile(OPEN.isTrue()).fetch(dsl, 9L).ids()).containsExactly(9L);
        assertThat(ABOVE.where(OPEN.isTrue()).fetch(dsl, 9L).ids()).containsExactly(9L, 2L, 1L);
        assertThat(BELOW.where(ID.gt(2L)).where(ID.lt(5L)).fetch(dsl, 1L).ids()).containsExactly(3L, 4L);
        assertThat(BELOW.descendWhile(OPEN.isTrue())
                        .descendWhile(ID.ne(4L))
                        .fetch(dsl, 2L)
                        .ids())
                .containsExactly(2L);
        assertThat(BELOW.where(org.jooq.impl.DSL.condition("nullif(open, true)"))
                        .fetch(dsl, 2L)
                        .ids())
                .isEmpty();
    }

    @Test
    void whatIsOutOfScopeIsNotThere() {
        Tree<Long, Shelf> open = SHELVES.scope(OPEN.isTrue());
        assertThat(open.descendants().fetch(dsl, 2L).ids()).containsExactly(2L, 4L, 8L);
        assertThat(open.ancestors().fetch(dsl, 9L).ids()).containsExactly(9L);
        assertThat(open.descendants().fetch(dsl, 5L)).isEmpty();
        assertThat(open.descendants().maxDepth(1).fetch(dsl, 2L).truncated()).isTrue();
        assertThat(SHELVES.scope(ID.ne(8L))
                        .descendants()
                        .maxDepth(0)
                        .fetch(dsl, 4L)
                        .truncated())
                .isFalse();
    }

    @Test
    void excludesTheStart() {
        assertThat(BELOW.excludeStart().fetch(dsl, List.of(2L, 4L)))
                .extracting(node -> node.root() + ":" + node.id())
                .containsExactlyInAnyOrder("2:4", "2:5", "2:8", "2:9", "4:8");
        assertThat(ABOVE.excludeStart().fetch(dsl, 8L).ids()).containsExactly(4L, 2L, 1L);
    }

    @Test
    void sortsSiblingsDepthFirst() {
        Walk<Long, Shelf> sorted = BELOW.orderSiblings(Comparator.comparing(Shelf::name));
        assertThat(queries(1, () -> sorted.fetch(dsl, PARENT.isNull())).ids())
                .containsExactly(10L, 1L, 2L, 5L, 9L, 4L, 8L, 3L, 7L, 6L);
        assertThat(sorted.excludeStart().where(ID.ne(5L)).fetch(dsl, 1L).ids())
                .containsExactly(2L, 9L, 4L, 8L, 3L, 7L, 6L);
        assertThat(sorted.fetchGroups(dsl, List.of(3L, 2L)).values())
                .extracting(Nodes::ids)
                .containsExactly(List.of(3L, 7L, 6L), List.of(2L, 5L, 9L, 4L, 8L));
        assertThat(sorted.fetch(dsl, List.of(2L, 4L)).ids()).containsExactly(2L, 5L, 9L, 4L, 8L, 4L, 8L);
        assertThat(sorted.maxDepth(1).where(NAME.eq("shop")).fetch(dsl, 1L).truncated())
                .isTrue();
    }

    @Test
    void pathsAndLeavesOnDemand() {
        Nodes<Long, Shelf> nodes = queries(
                1, () -> BELOW.withPath().withLeaf().descendWhile(ID.ne(9L)).fetch(dsl, 2L));
        assertThat(nodes).extracting(Node::path).contains(List.of(2L), List.of(2L, 4L, 8L), List.of(2L, 5L));
        assertThat(nodes).filteredOn(Node::leaf).extracting(Node::id).containsExactlyInAnyOrder(5L, 8L);
        assertThat(BELOW.withLeaf().maxDepth(1).fetch(dsl, List.of(2L, 10L)))
                .filteredOn(Node::leaf)
                .extracting(Node::id)
                .containsExactly(10L);
        assertThat(BELOW.withLeaf().where(ID.ne(8L)).fetch(dsl, 4L))
                .extracting(Node::leaf)
                .containsExactly(false);
        assertThat(ABOVE.withPath().fetch(dsl, 8L)).extracting(Node::path).endsWith(List.of(8L, 4L, 2L, 1L));
        Node<Long, Shelf> plain = BELOW.fetch(dsl, 10L).get(0);
        assertThatIllegalStateException().isThrownBy(plain::path).withMessageContaining("withPath()");
        assertThatIllegalStateException().isThrownBy(plain::leaf).withMessageContaining("withLeaf()");
        assertThat(plain).hasToString("Node 10 at depth 0 of 10");
    }

    @Test
    void aPlainJoinBringsTheSame() {
        assertThat(BELOW.wholeTable().fetch(dsl, 1L).ids())
                .containsExactlyInAnyOrderElementsOf(BELOW.fetch(dsl, 1L).ids());
        assertThat(ABOVE.wholeTable().maxDepth(2).fetch(dsl, 8L).ids()).containsExactly(8L, 4L, 2L);
        assertThat(BELOW.wholeTable().sql(dsl)).doesNotContain("lateral");
    }

    @Test
    void oneTextForAnyNumberOfRoots() {
        for (Walk<Long, Shelf> walk : List.of(BELOW, ABOVE, BELOW.maxDepth(2).withLeaf())) {
            assertThat(new WalkQuery<>(walk.shape(), false).sql(dsl, List.of()))
                    .isEqualTo(new WalkQuery<>(walk.shape(), false).sql(dsl, List.of(1L)))
                    .isEqualTo(new WalkQuery<>(walk.shape(), false)
                            .sql(dsl, LongStream.range(0, 1_000).boxed().toList()));
        }
        assertThat(BELOW.sql(dsl))
                .startsWith("with recursive \"datasafe_walk\"")
                .contains("any(array(select unnest(cast(? as bigint[]))))")
                .contains("cross join lateral")
                .contains("offset 0");
    }

    @Test
    void badInputIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BELOW.maxDepth(-1))
                .withMessageContaining("maxDepth is -1, must be at least 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BELOW.fetch(dsl, Arrays.asList(1L, null)))
                .withMessageContaining("null is among the roots of descendants in shelf");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BELOW.fetchGroups(dsl, Arrays.asList(1L, null)))
                .withMessageContaining("null is among the roots");
        assertThatIllegalArgumentException().isThrownBy(ABOVE::withLeaf).withMessageContaining("to descendants");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ABOVE.orderSiblings(Comparator.comparing(Shelf::name)))
                .withMessageContaining("to descendants");
    }
}
