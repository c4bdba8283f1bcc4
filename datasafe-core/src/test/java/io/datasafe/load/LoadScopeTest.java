package io.datasafe.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.datasafe.event.Event;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadScopeTest {
    private record Peer(Integer key) {}

    private final Map<Integer, Integer> rows = new HashMap<>();
    private final CountingSource<Integer, Integer> source = new CountingSource<>(rows::get);
    private final Loader<Integer, Integer> loader = Loader.of("double", source);

    LoadScopeTest() {
        MapTest.numbers(1_000).forEach(i -> rows.put(i, 2 * i));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100, 1_000})
    void aLoopOverPeersTakesOneQuery(int size) {
        try (LoadScope s = LoadScope.open()) {
            Related<Integer, Integer> related = s.related(MapTest.numbers(size), i -> i, loader);
            assertThat(source.queries()).isZero();
            for (int i = 0; i < size; i++) {
                assertThat(related.of(i)).isEqualTo(2 * i);
            }
            assertThat(related.all()).hasSize(size).containsEntry(0, 0);
            Related<Integer, Integer> again = s.related(MapTest.numbers(size), i -> i, loader);
            again.all();
            assertThat(s.stats()).isEqualTo(new LoadStats(1, size, size == 1 ? 1 : 0, 3L * size - 1, 0));
            assertThat(s.stats().meanBatch()).isEqualTo(size);
            assertThat(s.stats(loader)).isEqualTo(s.stats());
        }
        assertThat(source.queries()).isEqualTo(1);
    }

    @Test
    void aChainTakesAQueryALink() {
        try (LoadScope s = LoadScope.open()) {
            Related<Integer, Integer> one = s.related(MapTest.numbers(100), i -> i, loader);
            Related<Integer, Integer> two = one.then(v -> v + 1_000, Loader.of("b", source));
            Related<Integer, Integer> three = one.then(v -> v + 1, Loader.of("c", source));
            assertThat(three.of(1)).isEqualTo(6);
            three.all();
            assertThat(source.queries()).isEqualTo(2);
            assertThat(two.of(1)).isNull();
            two.all();
            assertThat(two.then(v -> v, loader).all()).hasSize(100).containsValue(null);
            assertThat(source.queries()).isEqualTo(3);
        }
    }

    @Test
    void aChainThroughTheSameLoaderLoadsALevelAtATime() {
        CountingSource<Integer, Integer> parents = new CountingSource<>(i -> i >= 10 ? i / 10 : null);
        Loader<Integer, Integer> parent = Loader.of("parent", parents);
        try (LoadScope s = LoadScope.open()) {
            Related<Integer, Integer> up = s.related(List.of(111, 112, 121, 5), i -> i, parent);
            Related<Integer, Integer> up2 = up.then(i -> i, parent);
            assertThat(up2.all()).containsEntry(111, 1).containsEntry(121, 1).containsEntry(5, null);
        }
        assertThat(parents.batches()).containsExactly(Set.of(111, 112, 121, 5), Set.of(11, 12));
    }

    @Test
    void nothingIsSentForRelationsThatAreNotReadNullKeysAndNoPeers() {
        try (LoadScope s = LoadScope.open()) {
            s.related(MapTest.numbers(10), i -> i, loader);
            assertThat(s.related(List.of(new Peer(null), new Peer(null)), Peer::key, loader)
                            .all())
                    .containsEntry(new Peer(null), null);
            assertThat(s.related(List.<Integer>of(), i -> i, loader).all()).isEmpty();
            assertThat(s.get(loader, null)).isNull();
            assertThat(s.load(loader, null).get()).isNull();
        }
        assertThat(source.queries()).isZero();
    }

    @Test
    void keysAreSentOnceAndWithoutNulls() {
        try (LoadScope s = LoadScope.open()) {
            List<Peer> peers = Arrays.asList(new Peer(3), new Peer(null), new Peer(3), new Peer(4));
            assertThat(s.related(peers, Peer::key, loader).of(peers.get(0))).isEqualTo(6);
        }
        assertThat(source.batches()).containsExactly(Set.of(3, 4));
    }

    @Test
    void absentKeysAreKeptToo() {
        Loader<Integer, Integer> counted = Loader.of("count", source, 0);
        try (LoadScope s = LoadScope.open()) {
            assertThat(s.get(counted, -1)).isZero();
            assertThat(s.get(counted, -1)).isZero();
            assertThat(s.get(counted, null)).isZero();
            Related<Integer, Integer> related = s.related(List.of(-5, 5), i -> i, loader);
            assertThat(related.optional(-5)).isEmpty();
            assertThat(related.optional(5)).contains(10);
            assertThat(related.orThrow(5)).isEqualTo(10);
            assertThatThrownBy(() -> related.orThrow(-5))
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessageContaining("loader 'double'");
        }
        assertThat(source.queries()).isEqualTo(2);
    }

    @Test
    void manyKeysGoInChunks() {
        Loader<Integer, Integer> chunked = new SizedLoader(source, 8_192);
        try (LoadScope s = LoadScope.open()) {
            s.related(MapTest.numbers(20_000), i -> i, chunked).of(1);
        }
        assertThat(source.batches()).extracting(Set::size).containsExactly(8_192, 8_192, 3_616);
        assertThat(catchThrowable(() -> LoadScope.open().get(new SizedLoader(source, 0), 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("chunk of loader 'sized' is 0, must be from 1 to 1,000,000");
    }

    @Test
    void aPendingKeyGoesWithTheFirstThatIsAskedFor() {
        try (LoadScope s = LoadScope.open()) {
            Pending<Integer> one = s.load(loader, 1);
            Pending<Integer> two = s.load(loader, 2);
            assertThat(s.get(loader, 3)).isEqualTo(6);
            assertThat(one.get() + two.get()).isEqualTo(6);
        }
        assertThat(source.batches()).containsExactly(Set.of(1, 2, 3));
    }

    @Test
    void peersAreThoseOfTheCall() {
        List<Integer> list = new ArrayList<>(List.of(1, 2));
        Iterable<Integer> iterable = List.of(1, 2)::iterator;
        try (LoadScope s = LoadScope.open()) {
            Related<Integer, Integer> related = s.related(list, i -> i, loader);
            list.add(3);
            assertThat(catchThrowable(() -> related.of(3)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("not one of the 2 peers");
            assertThat(s.related(iterable, i -> i, loader).of(2)).isEqualTo(4);
        }
    }

    @Test
    void whatIsForgottenIsReadAgain() {
        try (LoadScope s = LoadScope.open()) {
            Related<Integer, Integer> related = s.related(List.of(1, 2), i -> i, loader);
            related.all();
            rows.put(1, 77);
            assertThat(related.of(1)).isEqualTo(2);
            s.forget(loader, 1);
            assertThat(related.of(1)).isEqualTo(77);
            assertThat(source.batches()).containsExactly(Set.of(1, 2), Set.of(1));
            s.forget(loader);
            related.all();
            s.forgetAll();
            related.all();
            s.forget("other");
            related.all();
            assertThat(source.queries()).isEqualTo(4);
        }
    }

    @Test
    void forgettingATableForgetsTheLoadersThatReadIt() {
        Loader<Integer, Integer> author = new SizedLoader(source, 100, "public.author");
        try (LoadScope s = LoadScope.open()) {
            Pending<Integer> waiting = s.load(author, 9);
            s.get(loader, 1);
            s.get(author, 1);
            s.load(author, 2);
            s.forget("\"Author\"");
            s.get(author, 1);
            s.get(loader, 1);
            waiting.get();
        }
        assertThat(source.batches()).containsExactly(Set.of(1), Set.of(1, 9), Set.of(1, 2), Set.of(9));
    }

    @Test
    void primedAnswersNeedNoQuery() {
        try (LoadScope s = LoadScope.open()) {
            Pending<Integer> one = s.load(loader, 1);
            s.prime(loader, 1, 111);
            s.prime(loader, 2, null);
            assertThat(one.get()).isEqualTo(111);
            assertThat(s.get(loader, 2)).isNull();
        }
        assertThat(source.queries()).isZero();
    }

    @Test
    void aFailedBatchFailsItsKeysAndIsNotKept() {
        List<Set<Integer>> sent = new ArrayList<>();
        Loader<Integer, Integer> fragile = Loader.of("fragile", keys -> {
            sent.add(Set.copyOf(keys));
            if (sent.size() == 1) {
                throw new java.sql.SQLException("key 1 is bad", "57014");
            }
            return source.load(keys);
        });
        try (LoadScope s = LoadScope.on().named("page").open()) {
            Pending<Integer> one = s.load(fragile, 1);
            Pending<Integer> two = s.load(fragile, 2);
            LoadException failure = (LoadException) catchThrowable(one::get);
            assertThat(failure)
                    .hasMessage("loader 'fragile' in load scope 'page' failed on a batch of 2 keys:"
                            + " java.sql.SQLException");
            assertThat(failure.sqlState()).isEqualTo("57014");
            assertThat(failure.loader()).isEqualTo("fragile");
            assertThat(catchThrowable(two::get)).hasSameClassAs(failure).hasMessage(failure.getMessage());
            assertThat(sent).hasSize(1);

            assertThat(s.get(fragile, 1)).isEqualTo(2);
            assertThat(one.get()).isEqualTo(2);
            assertThat(s.stats().queries()).isEqualTo(2);
        }
    }

    @Test
    void aLoaderThatBreaksItsContractIsNamed() {
        assertThat(failureOf(Loader.of("wild", keys -> Map.of(99, 1)), 1))
                .hasMessageContaining("loader 'wild'")
                .hasMessageContaining("returned a key that was not requested");
        assertThat(failureOf(Loader.of("nil", keys -> null), 1))
                .hasMessageContaining("'nil'")
                .hasMessageContaining("null");
        Loader<BigDecimal, Integer> scaled = Loader.of("scaled", keys -> Map.of(new BigDecimal("1.00"), 1));
        assertThat(failureOf(scaled, BigDecimal.ONE)).hasMessageContaining("scale of a BigDecimal");
        @SuppressWarnings({"unchecked", "rawtypes"})
        Loader<Long, Integer> raw = Loader.of("raw", keys -> (Map) Map.of(1, 1));
        assertThat(failureOf(raw, 1L)).hasMessageContaining("java.lang.Long").hasMessageContaining("java.lang.Integer");
        Map<Integer, Integer> nullKey = new HashMap<>();
        nullKey.put(null, 1);
        assertThat(failureOf(Loader.of("nullkey", keys -> nullKey), 1)).hasMessageContaining("of type null");
        assertThat(failureOf(
                        Loader.of("deaf", keys -> {
                            throw new StackOverflowError();
                        }),
                        1))
                .hasCauseInstanceOf(StackOverflowError.class);
    }

    @Test
    void aLoaderMayUseOthersButNotItself() {
        try (LoadScope s = LoadScope.open()) {
            Loader<Integer, Integer> composed = Loader.of("composed", keys -> {
                Map<Integer, Integer> answers = new HashMap<>();
                Related<Integer, Integer> inner = s.related(keys, i -> i, loader);
                keys.forEach(key -> answers.put(key, 10 * inner.of(key)));
                return answers;
            });
            assertThat(s.related(List.of(1, 2), i -> i, composed).all()).containsValues(20, 40);
            assertThat(s.map(List.of(3, 4), i -> s.get(composed, i))).containsExactly(60, 80);
            assertThat(source.queries()).isEqualTo(2);

            AtomicReference<Loader<Integer, Integer>> self = new AtomicReference<>();
            self.set(Loader.of("self", keys -> Map.of(1, s.get(self.get(), 2))));
            assertThat(catchThrowable(() -> s.get(self.get(), 1)))
                    .isInstanceOf(LoadException.class)
                    .hasStackTraceContaining("a loader must not depend on itself");
        }
    }

    @Test
    void aResourceIsFoundByItsTypeOrMissedByName() {
        Loader<Integer, String> asking = new ResourceLoader();
        try (LoadScope s = LoadScope.on(5)
                .resource("text")
                .resource(StringBuilder.class, StringBuilder::new)
                .open()) {
            assertThat(s.get(asking, 1)).isEqualTo("text");
        }
        assertThat(catchThrowable(() -> LoadScope.on(5).named("bare").open().get(asking, 1)))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("loader 'asking' needs a java.lang.String, and load scope 'bare' has none");
        assertThat(catchThrowable(() -> LoadScope.open().get(asking, 1))).hasMessageContaining("has no resources");
    }

    @Test
    void afterTheEndEverythingFails() {
        LoadScope s = LoadScope.open();
        Pending<Integer> pending = s.load(loader, 1);
        Related<Integer, Integer> related = s.related(List.of(1), i -> i, loader);
        s.close();
        s.close();
        assertThat(List.<Throwable>of(
                        catchThrowable(pending::get),
                        catchThrowable(() -> related.of(1)),
                        catchThrowable(() -> s.get(loader, 1)),
                        catchThrowable(() -> s.map(List.of(1), i -> i)),
                        catchThrowable(s::stats),
                        catchThrowable(s::forgetAll)))
                .allSatisfy(e -> assertThat(e)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageStartingWith("load scope 'unnamed' was closed"));
        assertThat(source.queries()).isZero();
    }

    @Test
    void aForeignThreadIsRefused() throws Exception {
        try (LoadScope s = LoadScope.open()) {
            Pending<Integer> pending = s.load(loader, 1);
            List<Throwable> failures = new ArrayList<>();
            Thread thread = new Thread(() -> {
                failures.add(catchThrowable(pending::get));
                failures.add(catchThrowable(() -> s.get(loader, 1)));
                failures.add(catchThrowable(s::close));
                try (LoadScope other = LoadScope.open()) {
                    failures.addAll(other.map(List.of(1), i -> catchThrowable(() -> s.get(loader, 1))));
                }
            });
            thread.start();
            thread.join();
            assertThat(failures)
                    .hasSize(4)
                    .allSatisfy(e -> assertThat(e)
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("belongs to thread"));
        }
    }

    @Test
    void paranoiaFindsAnswersThatHaveChanged() {
        try (LoadScope s = LoadScope.on().paranoid().open()) {
            Related<Integer, Integer> related = s.related(List.of(1, 2), i -> i, loader);
            related.all();
            assertThat(s.get(loader, -4)).isNull();
            assertThat(s.get(loader, -4)).isNull();
            rows.put(2, 12345);
            assertThat(related.of(1)).isEqualTo(2);
            assertThat(catchThrowable(() -> related.of(2)))
                    .isInstanceOf(LoadException.class)
                    .hasMessageContaining("loader 'double'")
                    .hasMessageContaining("java.lang.Integer")
                    .hasMessageNotContaining("12345");
            assertThat(related.of(2)).isEqualTo(12345);
            rows.put(-4, 4);
            rows.put(1, 7);
            assertThat(s.map(List.of(1, 2, -4), i -> catchThrowable(() -> s.get(loader, i)) == null))
                    .containsExactly(false, true, false);
        }
    }

    @Test
    void eachBatchIsAnEvent() {
        List<Event> events = new ArrayList<>();
        Loader<Integer, Integer> broken = Loader.of("broken", keys -> null);
        try (LoadScope s = LoadScope.on()
                .named("page")
                .listener(event -> {
                    events.add(event);
                    throw new AssertionError("a listener that fails");
                })
                .open()) {
            s.related(List.of(1, 2, -3), i -> i, loader).of(1);
            assertThat(catchThrowable(() -> s.get(broken, 1))).isInstanceOf(LoadException.class);
        }
        assertThat(events.get(0))
                .isInstanceOfSatisfying(
                        LoadEvent.Loaded.class,
                        loaded -> assertThat(new LoadEvent.Loaded(
                                        loaded.scope(), loaded.loader(), loaded.keys(), loaded.answers(), null))
                                .isEqualTo(new LoadEvent.Loaded("page", "double", 3, 2, null)));
        assertThat(events.get(1)).isInstanceOfSatisfying(LoadEvent.Failed.class, failed -> {
            assertThat(failed.keys()).isEqualTo(1);
            assertThat(failed.cause()).isInstanceOf(LoadException.class);
        });
    }

    @Test
    void badBoundsAreRefused() {
        assertThatThrownBy(() -> LoadScope.on().parallel(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("parallel is 0, must be from 1 to 1,000,000");
        assertThatThrownBy(() -> LoadScope.on().threads(1_000_001)).hasMessageStartingWith("threads is 1000001");
    }

    @Test
    void theKeysOfABatchAreASet() {
        Keys<Integer> keys = new Keys<>(new Object[] {3, 1, 2});
        assertThat(keys).containsExactly(3, 1, 2).isEqualTo(Set.of(1, 2, 3));
        assertThat(keys.contains(2)).isTrue();
        assertThat(keys.contains(4)).isFalse();
        assertThat(keys.contains(null)).isFalse();
        assertThatThrownBy(() -> keys.add(5)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(keys::clear).isInstanceOf(UnsupportedOperationException.class);
        var iterator = keys.iterator();
        keys.forEach(key -> iterator.next());
        assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
    }

    private static <K> LoadException failureOf(Loader<K, ?> loader, K key) {
        try (LoadScope s = LoadScope.open()) {
            LoadException first = (LoadException) catchThrowable(() -> s.get(loader, key));
            assertThat(catchThrowable(() -> s.get(loader, key))).hasMessage(first.getMessage());
            return first;
        }
    }

    private static final class ResourceLoader implements Loader<Integer, String> {
        @Override
        public String name() {
            return "asking";
        }

        @Override
        public Map<Integer, String> load(Batch<Integer> batch) {
            return Map.of(1, batch.resource(String.class));
        }

        @Override
        public String absent() {
            return "";
        }
    }

    private record SizedLoader(CountingSource<Integer, Integer> source, int chunk, Set<String> tables)
            implements Loader<Integer, Integer> {
        SizedLoader(CountingSource<Integer, Integer> source, int chunk, String... tables) {
            this(source, chunk, Set.of(tables));
        }

        @Override
        public String name() {
            return "sized";
        }

        @Override
        public Map<Integer, Integer> load(Batch<Integer> batch) {
            return source.load(batch.keys());
        }

        @Override
        public Integer absent() {
            return null;
        }
    }
}
