package io.datasafe.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A loop that asks a loader for one key at a time is the loop that loaders are there to spare. */
class PoorBatchesTest {
    private final List<Event> events = new ArrayList<>();
    private final Loader<Integer, Integer> poor = Loader.of("poor", PoorBatchesTest::negated);
    private final Loader<Integer, Integer> good = Loader.of("good", PoorBatchesTest::negated);

    private static Map<Integer, Integer> negated(Set<Integer> keys) {
        return keys.stream().collect(Collectors.toMap(key -> key, key -> -key));
    }

    private List<Event> verdicts() {
        return events.stream().filter(LoadEvent.PoorlyBatched.class::isInstance).toList();
    }

    /** A batch for each number, of so many keys that are not known yet. */
    private static void load(LoadScope s, Loader<Integer, ?> loader, int... sizes) {
        int next = 0;
        for (int size : sizes) {
            List<Integer> keys = IntStream.range(next, next + size).boxed().toList();
            s.related(keys, key -> key, loader).all();
            next += size;
        }
    }

    @Test
    void tenBatchesOfAboutOneKeyAreReportedAtTheEnd() {
        try (LoadScope s =
                LoadScope.on().named("GET /books").listener(events::add).open()) {
            load(s, good, 100);
            load(s, poor, 1, 1, 1, 1, 1, 1, 1, 1, 1, 10);
            assertThat(s.stats(poor)).isEqualTo(new LoadStats(10, 19, 9, 9, 1));
            assertThat(s.stats(good).poor()).isZero();
            assertThat(s.stats().poor())
                    .as("what is good does not hide what is poor")
                    .isEqualTo(1);
            assertThat(verdicts()).isEmpty();
        }
        assertThat(verdicts()).containsExactly(new LoadEvent.PoorlyBatched("GET /books", "poor", 10, 19));
    }

    @Test
    void fewerBatchesOrTwoKeysOnAverageAreNoReasonToWarn() {
        try (LoadScope s = LoadScope.on().listener(events::add).open()) {
            load(s, poor, 1, 1, 1, 1, 1, 1, 1, 1, 1);
            load(s, good, 1, 1, 1, 1, 1, 1, 1, 1, 1, 11);
            assertThat(s.stats().poor()).isZero();
        }
        assertThat(verdicts()).isEmpty();
    }

    @Test
    void whoTakesOneKeyAtATimeCannotDoBetter() {
        Loader<Integer, Integer> single = new Loader<>() {
            @Override
            public String name() {
                return "single";
            }

            @Override
            public int chunk() {
                return 1;
            }

            @Override
            public Map<Integer, Integer> load(Batch<Integer> batch) {
                return negated(batch.keys());
            }

            @Override
            public Integer absent() {
                return 0;
            }
        };
        try (LoadScope s = LoadScope.on().listener(events::add).open()) {
            load(s, single, 20);
            assertThat(s.stats().queries()).isEqualTo(20);
        }
        assertThat(verdicts()).isEmpty();
    }

    @Test
    void aParanoidScopeReadsOneByOneOnPurpose() {
        try (LoadScope s = LoadScope.on().paranoid().listener(events::add).open()) {
            load(s, good, 20);
            s.related(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), key -> key, good)
                    .all();
            assertThat(s.stats().queries()).isGreaterThan(10);
            assertThat(s.stats().poor()).isZero();
        }
        assertThat(verdicts()).isEmpty();
    }

    @Test
    void withoutAListenerNothingIsSaid() {
        try (LoadScope s = LoadScope.open()) {
            load(s, poor, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
            assertThat(s.stats().poor()).isEqualTo(1);
        }
        assertThat(events).isEmpty();
    }
}
