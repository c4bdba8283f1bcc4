package io.datasafe.jooq.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** That walks end on loops, and bring each node once for each root. */
class WalkCyclesIT extends Shelves {
    @Test
    void downFromALoop() {
        assertThat(BELOW.fetch(dsl, 20L).ids()).containsExactlyInAnyOrder(20L, 21L, 22L, 23L, 24L, 25L);
        assertThat(BELOW.fetch(dsl, 22L).ids()).containsExactlyInAnyOrder(20L, 21L, 22L, 23L, 24L, 25L);
        assertThat(BELOW.fetch(dsl, 23L).ids()).containsExactly(23L, 25L);
        assertThat(BELOW.fetch(dsl, 30L).ids()).containsExactly(30L, 31L);
        assertThat(BELOW.wholeTable().fetch(dsl, List.of(20L, 21L, 30L))).hasSize(14);
    }

    @Test
    void upIntoALoop() {
        assertThat(ABOVE.fetch(dsl, 25L).ids()).containsExactly(25L, 23L, 21L, 20L, 22L);
        assertThat(ABOVE.fetch(dsl, 20L).ids()).containsExactly(20L, 22L, 21L);
        assertThat(ABOVE.fetch(dsl, 31L).ids()).containsExactly(31L, 30L);
        assertThat(ABOVE.fetch(dsl, 30L).ids()).containsExactly(30L);
        assertThat(ABOVE.wholeTable().fetch(dsl, 25L).ids()).containsExactly(25L, 23L, 21L, 20L, 22L);
        Map<Long, Nodes<Long, Shelf>> crumbs =
                queries(1, () -> ABOVE.excludeStart().fetchGroups(dsl, List.of(20L, 24L, 30L)));
        assertThat(crumbs.values())
                .extracting(Nodes::ids)
                .containsExactly(List.of(22L, 21L), List.of(22L, 21L, 20L), List.of());
    }

    @Test
    void depthFirstInALoop() {
        Walk<Long, Shelf> sorted =
                BELOW.orderSiblings(Comparator.comparing(Shelf::name).reversed());
        assertThat(sorted.fetch(dsl, 20L).ids()).containsExactly(20L, 21L, 23L, 25L, 22L, 24L);
        assertThat(sorted.fetch(dsl, List.of(22L, 30L)).ids()).containsExactly(30L, 31L, 22L, 24L, 20L, 21L, 23L, 25L);
    }

    /** What comes around is no more: the walk is not cut where only nodes follow that it has been at. */
    @Test
    void whatWasThereBeforeIsNotBeyond() {
        assertThat(BELOW.maxDepth(2).fetch(dsl, 20L))
                .filteredOn(Node::cut)
                .extracting(Node::id)
                .containsExactlyInAnyOrder(22L, 23L);
        assertThat(BELOW.maxDepth(2).descendWhile(ID.lt(23L)).fetch(dsl, 20L).truncated())
                .isFalse();
        assertThat(ABOVE.maxDepth(2).fetch(dsl, 20L).truncated()).isFalse();
        assertThat(ABOVE.maxDepth(1).fetch(dsl, 20L).truncated()).isTrue();
        assertThat(ABOVE.maxDepth(4).fetch(dsl, 25L).truncated()).isFalse();
        assertThat(ABOVE.maxDepth(3).fetch(dsl, 25L))
                .filteredOn(Node::cut)
                .extracting(Node::id)
                .containsExactly(20L);
        assertThat(ABOVE.maxDepth(4).where(ID.eq(25L)).fetch(dsl, 25L).truncated())
                .isFalse();
        assertThat(ABOVE.maxDepth(0).fetch(dsl, 30L).truncated()).isFalse();
        assertThat(ABOVE.maxDepth(10).fetch(dsl, 25L).ids()).containsExactly(25L, 23L, 21L, 20L, 22L);
    }

    @Test
    void leavesInALoop() {
        assertThat(BELOW.withLeaf().withPath().fetch(dsl, 20L))
                .filteredOn(Node::leaf)
                .extracting(Node::path)
                .containsExactlyInAnyOrder(List.of(20L, 21L, 23L, 25L), List.of(20L, 21L, 22L, 24L));
        assertThat(BELOW.withLeaf().descendWhile(ID.lt(23L)).fetch(dsl, 20L))
                .filteredOn(Node::leaf)
                .extracting(Node::id)
                .containsExactly(22L);
        assertThat(BELOW.withLeaf().maxDepth(2).descendWhile(ID.lt(23L)).fetch(dsl, 20L))
                .filteredOn(Node::leaf)
                .extracting(Node::id)
                .containsExactly(22L);
    }
}
