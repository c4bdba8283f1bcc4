package io.datasafe.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What goes wrong with loaders that give futures and have to be dispatched, and cannot go wrong here. */
class DataLoaderTrapsTest {
    private final CountingSource<Integer, Integer> source = new CountingSource<>(key -> key + 1);
    private final Loader<Integer, Integer> next = Loader.of("next", source);

    @Test
    void aDispatchCannotBeForgotten() {
        try (LoadScope s = LoadScope.open()) {
            assertThat(s.load(next, 1).get()).isEqualTo(2);
        }
    }

    @Test
    void whatNobodyAsksForIsNotSent() {
        try (LoadScope s = LoadScope.open()) {
            s.load(next, 1);
        }
        assertThat(source.queries()).isZero();
    }

    @Test
    void aLoadThatDependsOnAnotherNeedsNothingMore() {
        try (LoadScope s = LoadScope.open()) {
            List<Pending<Integer>> first = List.of(s.load(next, 10), s.load(next, 20));
            List<Pending<Integer>> second =
                    first.stream().map(pending -> s.load(next, pending.get())).toList();
            assertThat(second).extracting(Pending::get).containsExactly(12, 22);
        }
        assertThat(source.batches()).containsExactly(Set.of(10, 20), Set.of(11, 21));
    }

    @Test
    void aBranchThatIsALevelBehindStillSharesTheBatchesOfTheOthers() {
        CountingSource<Integer, Integer> leaves = new CountingSource<>(key -> key);
        Loader<Integer, Integer> leaf = Loader.of("leaf", leaves);
        try (LoadScope s = LoadScope.open()) {
            Related<Integer, Integer> near = s.related(List.of(1, 2, 3), i -> i, next);
            Related<Integer, Integer> far = near.then(i -> i, next);
            near.then(i -> i, leaf).all();
            far.then(i -> i, leaf).all();
        }
        // 2, 3 and 4 for the near ones; of 3, 4 and 5 for the far ones only 5 is left.
        assertThat(leaves.batches()).containsExactly(Set.of(2, 3, 4), Set.of(5));
    }

    @Test
    void aFailureIsNotCached() {
        List<Integer> calls = new ArrayList<>();
        Loader<Integer, Integer> flaky = Loader.of("flaky", keys -> {
            calls.add(keys.size());
            if (calls.size() == 1) {
                throw new IllegalStateException();
            }
            return source.load(keys);
        });
        try (LoadScope s = LoadScope.open()) {
            assertThat(catchThrowable(() -> s.get(flaky, 1))).isInstanceOf(LoadException.class);
            assertThat(s.get(flaky, 1)).isEqualTo(2);
        }
    }

    @Test
    void answersDoNotOutliveTheUnitOfWork() {
        for (int i = 0; i < 2; i++) {
            try (LoadScope s = LoadScope.open()) {
                s.get(next, 1);
                s.get(next, 1);
            }
        }
        assertThat(source.queries()).isEqualTo(2);
    }

    /** There, arguments are a context beside the key, which the cache does not look at. */
    @Test
    void argumentsArePartOfTheLoader() {
        record Times(int factor) implements Loader<Integer, Integer> {
            @Override
            public String name() {
                return "times";
            }

            @Override
            public Map<Integer, Integer> load(Batch<Integer> batch) {
                Map<Integer, Integer> answers = new HashMap<>();
                batch.keys().forEach(key -> answers.put(key, key * factor));
                return answers;
            }

            @Override
            public Integer absent() {
                return 0;
            }
        }
        try (LoadScope s = LoadScope.open()) {
            assertThat(s.get(new Times(2), 5)).isEqualTo(10);
            assertThat(s.get(new Times(3), 5)).isEqualTo(15);
            assertThat(s.get(new Times(2), 5)).isEqualTo(10);
            assertThat(s.stats().queries()).isEqualTo(2);
        }
    }

    /** There, answers are a list in the order of the keys, and one too few shifts all the others. */
    @Test
    void anAnswerCannotGoToAnotherKey() {
        CountingSource<Integer, Integer> even = new CountingSource<>(key -> key % 2 == 0 ? key : null);
        try (LoadScope s = LoadScope.open()) {
            assertThat(s.related(List.of(1, 2, 3, 4), i -> i, Loader.of("even", even))
                            .all())
                    .containsEntry(1, null)
                    .containsEntry(2, 2)
                    .containsEntry(3, null)
                    .containsEntry(4, 4);
        }
    }

    @Test
    void batchesAreSentByTheThreadThatAsks() {
        List<Thread> threads = new ArrayList<>();
        Loader<Integer, Integer> loader = Loader.of("where", keys -> {
            threads.add(Thread.currentThread());
            return source.load(keys);
        });
        try (LoadScope s = LoadScope.on().parallel(4).open()) {
            s.get(loader, 1);
            s.map(MapTest.numbers(10), i -> s.get(loader, s.get(loader, i)));
        }
        assertThat(threads).hasSize(3).containsOnly(Thread.currentThread());
    }
}
