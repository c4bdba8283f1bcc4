package io.datasafe.jooq.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.jooq.load.JooqLoads;
import io.datasafe.load.LoadScope;
import io.datasafe.load.Related;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Walks as loaders: what belongs to the rows of a page, with one query. */
class WalkLoaderIT extends Shelves {
    private record Item(String name, long shelf) {}

    private static final List<Item> PAGE =
            List.of(new Item("a", 8), new Item("b", 6), new Item("c", 8), new Item("d", 404));

    @Test
    void oneQueryForAPage() {
        try (LoadScope scope = JooqLoads.open(dsl)) {
            List<List<Long>> crumbs = queries(1, () -> {
                Related<Item, Nodes<Long, Shelf>> above = scope.related(PAGE, Item::shelf, SHELVES.ancestors());
                return PAGE.stream().map(item -> above.of(item).ids()).toList();
            });
            assertThat(crumbs)
                    .containsExactly(List.of(8L, 4L, 2L, 1L), List.of(6L, 3L, 1L), List.of(8L, 4L, 2L, 1L), List.of());
            // The tree's own walks are the same loader, however often they are asked for.
            assertThat(queries(0, () -> scope.get(SHELVES.ancestors(), 8L))).hasSize(4);
            assertThat(queries(1, () -> scope.get(SHELVES.descendants(), 8L))).hasSize(1);
            assertThat(queries(1, () -> scope.get(SHELVES.ancestors().maxDepth(9), 8L)))
                    .hasSize(4);
        }
    }

    @Test
    void isForgottenByWhatIsWrittenToItsTables() {
        assertThat(BELOW.tables()).contains("shelf");
        assertThat(BELOW.tables()).isSameAs(BELOW.tables());
        try (LoadScope scope = JooqLoads.open(dsl)) {
            assertThat(queries(1, () -> scope.get(BELOW, 10L))).hasSize(1);
            scope.forget("shelf");
            assertThat(queries(1, () -> scope.get(BELOW, 10L))).hasSize(1);
            scope.forget("book");
            assertThat(queries(0, () -> scope.get(BELOW, 10L))).hasSize(1);
        }
    }

    @Test
    void hasANameAndAnIdentity() {
        assertThat(BELOW.name()).isEqualTo("descendants in shelf");
        assertThat(SHELVES.named("shelves").ancestors()).hasToString("Walk ancestors in shelves");
        assertThat(BELOW.absent()).isEmpty();
        assertThat(BELOW.absent().truncated()).isFalse();
        assertThat(BELOW)
                .isEqualTo(SHELVES.descendants())
                .hasSameHashCodeAs(SHELVES.descendants())
                .isNotEqualTo(ABOVE)
                .isNotEqualTo(SHELVES.map(shelf -> shelf).descendants())
                .isNotEqualTo(BELOW.maxDepth(3))
                .isNotEqualTo("descendants in shelf");
    }
}
