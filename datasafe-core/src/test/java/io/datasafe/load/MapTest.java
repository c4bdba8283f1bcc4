package io.datasafe.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MapTest {
    private final CountingSource<Integer, Integer> firsts = new CountingSource<>(key -> key + 1_000_000);
    private final CountingSource<Integer, String> seconds = new CountingSource<>(key -> "s" + key);
    private final Loader<Integer, Integer> first = Loader.of("first", firsts);
    private final Loader<Integer, String> second = Loader.of("second", seconds);

    @ParameterizedTest
    @CsvSource({"1,1", "2,1", "100,1", "1000,1", "1,4", "2,4", "100,4", "1000,4", "1000,1000"})
    void chainedGetsTakeABatchALevel(int tasks, int parallel) {
        try (LoadScope s = LoadScope.on().parallel(parallel).open()) {
            List<String> results = s.map(numbers(tasks), i -> s.get(second, s.get(first, i)));

            assertThat(results)
                    .isEqualTo(IntStream.range(0, tasks)
                            .mapToObj(i -> "s" + (i + 1_000_000))
                            .toList());
            assertThat(firsts.queries()).isEqualTo(1);
            assertThat(seconds.queries()).isEqualTo(1);
        }
    }

    /** 2,000 of them where threads are cheap. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void everyTimeExactlyTwoBatches(int parallel) {
        int runs = Integer.getInteger("datasafe.load.runs", TaskThreads.areVirtual() ? 2_000 : 20);
        try (LoadScope s = LoadScope.on().parallel(parallel).open()) {
            for (int run = 1; run <= runs; run++) {
                s.forgetAll();
                s.map(numbers(1_000), i -> s.get(second, s.get(first, i)));
                assertThat(firsts.queries() + seconds.queries()).isEqualTo(2 * run);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void tasksOfDifferentDepthShareTheirRounds(int parallel) {
        CountingSource<Integer, Integer> source = new CountingSource<>(key -> key + 1);
        Loader<Integer, Integer> next = Loader.of("next", source);
        try (LoadScope s = LoadScope.on().parallel(parallel).open()) {
            List<Integer> results = s.map(numbers(50), i -> {
                int at = 1_000 * (i % 5);
                for (int depth = 0; depth < i % 5; depth++) {
                    at = s.get(next, at);
                }
                return at;
            });

            assertThat(results).startsWith(0, 1_001, 2_002, 3_003, 4_004, 0);
            assertThat(source.batches())
                    .containsExactly(
                            Set.of(1_000, 2_000, 3_000, 4_000),
                            Set.of(2_001, 3_001, 4_001),
                            Set.of(3_002, 4_002),
                            Set.of(4_003));
        }
    }

    @Test
    void allLoadersThatWaitGoInOneRound() {
        List<String> order = new ArrayList<>();
        Loader<Integer, Integer> odd = Loader.of("odd", keys -> {
            order.add("odd");
            return new CountingSource<Integer, Integer>(k -> k).load(keys);
        });
        Loader<Integer, Integer> even = Loader.of("even", keys -> {
            order.add("even");
            return new CountingSource<Integer, Integer>(k -> k).load(keys);
        });
        try (LoadScope s = LoadScope.open()) {
            s.map(numbers(100), i -> {
                order.size();
                int got = s.get(i % 2 == 0 ? even : odd, i);
                return s.get(i % 2 == 0 ? odd : even, -1 - got);
            });
        }
        assertThat(order).containsExactly("even", "odd", "odd", "even");
    }

    @Test
    void bodiesRunOneAfterTheOtherInTheOrderOfTheItems() {
        List<Integer> log = new ArrayList<>();
        try (LoadScope s = LoadScope.open()) {
            s.map(numbers(3), i -> {
                log.add(i);
                s.get(first, i);
                return log.add(10 + i);
            });
        }
        assertThat(log).containsExactly(0, 1, 2, 10, 11, 12);
    }

    @Test
    void parallelBodiesRunTogether() {
        CyclicBarrier all = new CyclicBarrier(4);
        try (LoadScope s = LoadScope.on().parallel(4).open()) {
            assertThat(s.map(numbers(4), i -> {
                        try {
                            all.await(1, TimeUnit.MINUTES);
                            return s.get(first, i);
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                    }))
                    .hasSize(4);
        }
        assertThat(firsts.queries()).isEqualTo(1);
    }

    @Test
    void pendingKeysFromBeforeGoWithTheRound() {
        try (LoadScope s = LoadScope.open()) {
            Pending<Integer> before = s.load(first, 7);
            Pending<String> other = s.load(second, 8);
            s.map(numbers(3), i -> s.get(first, i));
            assertThat(seconds.queries()).isEqualTo(1);
            assertThat(before.get()).isEqualTo(1_000_007);
            assertThat(other.get()).isEqualTo("s8");
        }
        assertThat(firsts.batches()).containsExactly(Set.of(0, 1, 2, 7));
        assertThat(seconds.queries()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 64})
    void nestedMapsShareTheRounds(int parallel) {
        try (LoadScope s = LoadScope.on().parallel(parallel).open()) {
            List<Integer> sums = s.map(
                    numbers(20),
                    i -> s
                            .map(
                                    numbers(5),
                                    j -> s.get(second, s.get(first, 100 * i + j))
                                            .length())
                            .stream()
                            .mapToInt(Integer::intValue)
                            .sum());
            assertThat(sums).hasSize(20).containsOnly(40);
        }
        assertThat(firsts.queries()).isEqualTo(1);
        assertThat(seconds.queries()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,8", "3,8"})
    void aFailingTaskFailsTheCallAndNothingIsLeft(int parallel, int failing) {
        AtomicInteger began = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        List<Throwable> seen = java.util.Collections.synchronizedList(new ArrayList<>());
        RuntimeException failure = new IllegalStateException("this one");
        try (LoadScope s = LoadScope.on().parallel(parallel).open()) {
            assertThatThrownBy(() -> s.map(numbers(10), i -> {
                        began.incrementAndGet();
                        try {
                            s.get(first, i);
                            if (i == failing) {
                                throw failure;
                            }
                            return s.get(second, i);
                        } catch (CancellationException e) {
                            seen.add(e);
                            throw e;
                        } finally {
                            ended.incrementAndGet();
                        }
                    }))
                    .isSameAs(failure);
            assertThat(began.get()).isEqualTo(10).isEqualTo(ended.get());
            assertThat(seen).hasSize(9);
            assertThat(seconds.queries()).isZero();

            assertThat(s.map(numbers(3), i -> s.get(second, i))).containsExactly("s0", "s1", "s2");
        }
    }

    @Test
    void whatHasNotBegunDoesNotBegin() {
        AtomicInteger began = new AtomicInteger();
        try (LoadScope s = LoadScope.open()) {
            assertThatThrownBy(() -> s.map(numbers(10), i -> {
                        began.incrementAndGet();
                        throw new UnsupportedOperationException();
                    }))
                    .isInstanceOf(UnsupportedOperationException.class);
        }
        assertThat(began).hasValue(1);
    }

    @Test
    void aFailureInANestedMapCanBeCaught() {
        try (LoadScope s = LoadScope.open()) {
            List<String> results = s.map(numbers(4), i -> {
                try {
                    s.map(numbers(3), j -> {
                        if (i == 2 && j == 1) {
                            throw new IllegalStateException();
                        }
                        return s.get(first, 10 * i + j);
                    });
                    return s.get(second, i);
                } catch (IllegalStateException e) {
                    return "caught";
                }
            });
            assertThat(results).containsExactly("s0", "s1", "caught", "s3");
        }
    }

    @Test
    void aFailingTaskCancelsTheMapsInsideOfTheOthers() {
        AtomicInteger cancelled = new AtomicInteger();
        try (LoadScope s = LoadScope.open()) {
            assertThatThrownBy(() -> s.map(numbers(3), i -> {
                        if (i == 2) {
                            s.get(first, 0);
                            throw new UnsupportedOperationException();
                        }
                        return s.map(numbers(2), j -> {
                            try {
                                s.get(first, j);
                                return s.get(second, j);
                            } catch (CancellationException e) {
                                cancelled.incrementAndGet();
                                throw e;
                            }
                        });
                    }))
                    .isInstanceOf(UnsupportedOperationException.class);
        }
        assertThat(cancelled).hasValue(4);
        assertThat(seconds.queries()).isZero();
    }

    @Test
    void aFailingBatchFailsEachOfItsKeysAndIsSentAgainForTheNext() {
        AtomicInteger queries = new AtomicInteger();
        Loader<Integer, Integer> failing = Loader.of("fragile", keys -> {
            if (queries.incrementAndGet() == 1) {
                throw new java.io.IOException("no");
            }
            return new CountingSource<Integer, Integer>(k -> k).load(keys);
        });
        try (LoadScope s = LoadScope.open()) {
            List<Throwable> failures = s.map(numbers(5), i -> catchThrowable(() -> s.get(failing, i)));
            assertThat(failures)
                    .hasSize(5)
                    .allSatisfy(failure -> assertThat(failure)
                            .isInstanceOf(LoadException.class)
                            .hasMessageContaining(
                                    "loader 'fragile' in load scope 'unnamed' failed on a batch of 5 keys")
                            .hasCauseInstanceOf(java.io.IOException.class));
            assertThat(failures).doesNotHaveDuplicates();
            assertThat(s.map(numbers(5), i -> s.get(failing, i))).containsExactly(0, 1, 2, 3, 4);
        }
        assertThat(queries).hasValue(2);
    }

    @Test
    void anInterruptEndsTheCall() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        List<Throwable> outcome = new ArrayList<>();
        Thread caller = new Thread(() -> {
            try (LoadScope s = LoadScope.open()) {
                outcome.add(catchThrowable(() -> s.map(numbers(2), i -> {
                    inside.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException("interrupted");
                    }
                    return i;
                })));
                outcome.add(Thread.currentThread().isInterrupted() ? null : new AssertionError("flag lost"));
            }
        });
        caller.start();
        inside.await();
        caller.interrupt();
        caller.join();
        assertThat(outcome.get(0)).isInstanceOf(CancellationException.class);
        assertThat(outcome.get(1)).isNull();
    }

    @Test
    void relationsWorkInsideOfTasks() {
        try (LoadScope s = LoadScope.open()) {
            Related<Integer, Integer> one = s.related(numbers(10), i -> i, first);
            Related<Integer, String> two = one.then(v -> v, second);
            assertThat(s.map(numbers(10), two::of)).startsWith("s1000000").hasSize(10);
            assertThat(s.map(List.of(3), i -> catchThrowable(() -> one.of(77))))
                    .first()
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(firsts.queries()).isEqualTo(1);
        assertThat(seconds.queries()).isEqualTo(1);
    }

    @Test
    void aLoaderMustNotMap() {
        try (LoadScope s = LoadScope.open()) {
            Loader<Integer, Integer> mapping = Loader.of("mapping", keys -> {
                s.map(List.of(1), i -> i);
                return java.util.Map.of();
            });
            assertThat(catchThrowable(() -> s.get(mapping, 1)))
                    .isInstanceOf(LoadException.class)
                    .cause()
                    .hasMessageContaining("map(..) was called by a loader");
            assertThat(s.map(List.of(1), i -> catchThrowable(() -> s.get(mapping, 1))))
                    .first()
                    .isInstanceOf(LoadException.class);
        }
    }

    @Test
    void anEmptyMapRunsNothing() {
        try (LoadScope s = LoadScope.open()) {
            assertThat(s.map(List.of(), i -> i)).isEmpty();
        }
    }

    @Test
    void aTaskMustNotCloseTheScopeNorItsThreadsOutliveTheCall() {
        try (LoadScope s = LoadScope.open()) {
            assertThat(s.map(List.of(1), i -> catchThrowable(s::close)))
                    .first()
                    .isInstanceOf(IllegalStateException.class);
            List<Thread> used = s.map(numbers(5), i -> {
                s.get(first, i);
                return Thread.currentThread();
            });
            assertThat(used).doesNotContain(Thread.currentThread()).allSatisfy(thread -> {
                thread.join();
                assertThat(thread.isAlive()).isFalse();
            });
        }
    }

    static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }
}
