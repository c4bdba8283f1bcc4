package io.datasafe.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datasafe.internal.scope.TaskLocal;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Bodies are part of whatever the caller of map is part of, and leave nothing of their own behind. */
class MapContextTest {
    private static final TaskLocal<String> PART = new TaskLocal<>();
    private static final String NONE = "none";

    @AfterEach
    void leave() {
        PART.set(null);
    }

    private static String part() {
        String part = PART.get();
        return part == null ? NONE : part;
    }

    @Test
    void eachBodySeesWhatTheCallerHas() {
        PART.set("request");
        try (LoadScope s = LoadScope.on().parallel(3).open()) {
            assertThat(s.map(MapTest.numbers(7), i -> part())).hasSize(7).containsOnly("request");
        }
        assertThat(part()).isEqualTo("request");
    }

    @Test
    void aThreadThatTakesTheNextItemHasNothingOfTheOneBefore() {
        try (LoadScope s = LoadScope.open()) {
            List<String> parts = s.map(MapTest.numbers(5), i -> {
                String before = part();
                PART.set("of item " + i);
                return before;
            });
            assertThat(parts).hasSize(5).containsOnly(NONE);
        }
    }

    @Test
    void nestedBodiesArePartOfTheBodyThatCalls() {
        PART.set("request");
        try (LoadScope s = LoadScope.open()) {
            List<List<String>> parts = s.map(MapTest.numbers(2), i -> {
                PART.set("item " + i);
                return s.map(MapTest.numbers(2), j -> part());
            });
            assertThat(parts).containsExactly(List.of("item 0", "item 0"), List.of("item 1", "item 1"));
        }
    }

    /** On one thread: the one of the nested body that fails goes on with the next item. */
    @Test
    void aBodyThatFailsLeavesNothingBehind() {
        PART.set("request");
        Rounds rounds = new Rounds(1, 1, () -> {}, TaskThreads::start);
        MapCall<Integer, String> call = new MapCall<>(
                rounds,
                MapTest.numbers(3),
                i -> {
                    String before = part();
                    PART.set("item " + i);
                    MapCall<Integer, String> inner = new MapCall<>(
                            rounds,
                            MapTest.numbers(2),
                            j -> {
                                throw new IllegalStateException(part());
                            },
                            Task.current(rounds));
                    rounds.runNested(inner, Task.current(rounds));
                    assertThatThrownBy(inner::results).hasMessage("item " + i);
                    return before + ", " + part();
                },
                null);
        rounds.run(call);
        assertThat(call.results()).containsExactly("request, item 0", "request, item 1", "request, item 2");
        assertThat(part()).isEqualTo("request");
    }
}
