package io.datasafe.jooq.tree;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Forests of what walks bring. */
class FetchForestIT extends Categories {
    private record Dto(String name, List<Dto> children) {}

    @BeforeEach
    void aTreeAndALoop() {
        category(1, null);
        category(2, 1L);
        category(3, 1L);
        category(4, 3L);
        category(5, 2L);
        category(6, 3L);
        category(7, 9L);
        category(8, 7L);
        category(9, 8L);
        category(10, 8L);
    }

    @Test
    void nestsWhatIsBelowANodeByOneStatement() {
        roundTrips(
                1,
                () -> assertThat(CATEGORIES.descendants().fetchForest(dsl, 3L).map(FetchForestIT::dto))
                        .usingRecursiveComparison()
                        .ignoringCollectionOrder()
                        .isEqualTo(List.of(new Dto(
                                "category 3",
                                List.of(new Dto("category 4", List.of()), new Dto("category 6", List.of()))))));
    }

    private static Dto dto(Category category, List<Dto> children) {
        return new Dto(category.name(), children);
    }

    @Test
    void keepsTheOrderOfSiblings() {
        Walk<Long, Category> down =
                CATEGORIES.descendants().orderSiblings(comparing(Category::id).reversed());
        assertThat(down.fetchForest(dsl, PARENT_ID.isNull())).hasToString("""
                1
                  3
                    6
                    4
                  2
                    5
                """);
    }

    @Test
    void whatIsBelowANodeThatIsLeftOutIsARoot() {
        Walk<Long, Category> down = CATEGORIES.descendants().orderSiblings(comparing(Category::id));
        assertThat(down.where(ID.ne(3L)).fetchForest(dsl, 1L)).hasToString("1\n  2\n    5\n4\n6\n");
        assertThat(down.excludeStart().fetchForest(dsl, 1L)).hasToString("2\n  5\n3\n  4\n  6\n");
    }

    @Test
    void overlappingRootsHaveATreeEach() {
        assertThat(CATEGORIES
                        .descendants()
                        .orderSiblings(comparing(Category::id))
                        .fetchForest(dsl, List.of(3L, 1L)))
                .hasToString("1\n  2\n    5\n  3\n    4\n    6\n3\n  4\n  6\n");
    }

    @Test
    void aLoopHangsOnTheNodeThatTheWalkBeganAt() {
        assertThat(CATEGORIES
                        .descendants()
                        .orderSiblings(comparing(Category::id))
                        .fetchForest(dsl, 8L))
                .hasToString("8\n  9\n    7\n  10\n");
    }

    @Test
    void ancestorsHangOnTheTopmost() {
        assertThat(CATEGORIES.ancestors().fetchForest(dsl, 6L)).hasToString("1\n  3\n    6\n");
    }

    @Test
    void saysWhereMaxDepthCutItOff() {
        Forest<Long, Category> forest = CATEGORIES
                .descendants()
                .orderSiblings(comparing(Category::id))
                .maxDepth(1)
                .fetchForest(dsl, 1L);
        assertThat(forest.truncated()).isTrue();
        assertThat(forest).hasToString("1\n  2 ...\n  3 ...\n");
    }
}
