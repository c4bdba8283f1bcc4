package io.datasafe.load;

import io.datasafe.event.DatasafeListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The state of one loader in a scope: its answers, the pending keys of its next batch, and the failures of its last
 * batch. Calls the loader.
 */
final class LoaderState<K, V extends @Nullable Object> {
    /** Stored in place of an answer that is null. */
    private static final Object NULL_ANSWER = new Object();
    /** Stored for a key that is in the next batch. */
    private static final Object PENDING = new Object();

    private final Loader<K, V> loader;
    private final ScopeSetup setup;
    private final int chunk;
    private final KeyTable answers = new KeyTable();
    private final KeyTable failures = new KeyTable();
    private List<Object> pending = new ArrayList<>();
    private final List<K> toRecheck = new ArrayList<>();
    private boolean loading;
    private boolean queued;
    private long queries;
    private long keys;
    private long singles;
    private long hits;

    LoaderState(Loader<K, V> loader, ScopeSetup setup) {
        this.loader = loader;
        this.setup = setup;
        this.chunk = loader.chunk();
        if (chunk < 1 || chunk > 1_000_000) {
            throw new IllegalArgumentException(
                    "chunk of loader '" + loader.name() + "' is " + chunk + ", must be from 1 to 1,000,000");
        }
    }

    Loader<K, V> loader() {
        return loader;
    }

    /** The stored answer, for {@link #unwrap}; null if the key has no answer yet. */
    @Nullable
    Object answer(K key) {
        Object answer = answers.get(key);
        return answer == PENDING ? null : answer;
    }

    /** Like {@link #answer}, and counts a hit. */
    @Nullable
    Object countedAnswer(K key) {
        Object answer = answers.get(key);
        if (answer == null || answer == PENDING) {
            return null;
        }
        hits++;
        return answer;
    }

    /** The answer as the loader returned it. */
    @SuppressWarnings({"unchecked", "NullAway"}) // The table only holds answers of this loader.
    V unwrap(Object answer) {
        return answer == NULL_ANSWER ? null : (V) answer;
    }

    /** Adds the key to the next batch, unless it has an answer. */
    void request(K key) {
        if (answers.putIfAbsent(key, PENDING) == null) {
            pending.add(key);
            if (failures.size() > 0) {
                failures.remove(key);
            }
        }
    }

    /**
     * Adds the keys of all peers to the next batch, unless they have an answer. Null keys are skipped.
     *
     * @return false if {@code key} is not among them and has no answer
     */
    @SuppressWarnings("unchecked") // All peers have keys of this type.
    boolean requestAll(@Nullable Object[] keys, K key) {
        answers.reserve(keys.length);
        for (Object each : keys) {
            if (each != null) {
                request((K) each);
            }
        }
        return answers.get(key) != null;
    }

    /** Marks this loader as due in the next round; false if it already is. */
    boolean enqueue() {
        boolean first = !queued;
        queued = true;
        return first;
    }

    /**
     * Loads the pending keys in a round of {@link Rounds}, and then reads the doubtful answers of a paranoid scope
     * again.
     */
    void loadDue() {
        queued = false;
        loadPending();
        List<K> again = List.copyOf(toRecheck);
        toRecheck.clear();
        for (K key : again) {
            try {
                recheck(key);
            } catch (LoadException e) {
                failures.put(key, e);
            }
        }
    }

    /** Paranoid: reads the answer again in the next round. */
    void recheckInRound(K key) {
        if (!toRecheck.contains(key)) {
            toRecheck.add(key);
        }
    }

    boolean isLoading() {
        return loading;
    }

    /** The failure of the last batch that held the key, or null. */
    @Nullable
    LoadException failure(K key) {
        return failures.size() == 0 ? null : (LoadException) failures.get(key);
    }

    void prime(K key, V value) {
        Object before = answers.put(key, value == null ? NULL_ANSWER : value);
        failures.remove(key);
        if (before == PENDING) {
            pending.remove(key);
        }
    }

    void forget(K key) {
        if (answers.get(key) != PENDING) {
            answers.remove(key);
        }
    }

    /** Forgets all answers. Pending keys stay pending. */
    void forgetAll() {
        answers.clear();
        for (Object key : pending) {
            answers.put(key, PENDING);
        }
    }

    LoadStats stats() {
        // A paranoid scope reads each answer again in a batch of one key; these batches are no sign of an N+1.
        return LoadStats.of(queries, keys, singles, hits, chunk > 1 && !setup.paranoid());
    }

    /** Sends {@link LoadEvent.PoorlyBatched} when the scope ends, if the loader was asked for its keys one by one. */
    void reportPoorBatching() {
        LoadStats stats = stats();
        DatasafeListener listener = setup.listener();
        if (listener != null && stats.poor() > 0) {
            setup.send(listener, new LoadEvent.PoorlyBatched(setup.name(), loader.name(), queries, keys));
        }
    }

    /** Loads all pending keys, in chunks. A failure is stored for the keys that it affects. */
    void loadPending() {
        if (loading) {
            throw new IllegalStateException("loader '" + loader.name() + "' in " + setup.title()
                    + " requests its own keys while it loads: a loader must not depend on itself");
        }
        Object[] due = pending.toArray();
        pending = new ArrayList<>();
        loading = true;
        int done = 0;
        try {
            while (done < due.length) {
                int end = Math.min(done + chunk, due.length);
                load(done == 0 && end == due.length ? due : Arrays.copyOfRange(due, done, end));
                done = end;
            }
        } catch (Throwable e) {
            LoadException failure = LoadFailures.failed(loader.name(), setup, due.length, e);
            for (int i = done; i < due.length; i++) {
                answers.remove(due[i]);
                failures.put(due[i], failure);
            }
        } finally {
            loading = false;
        }
    }

    private void load(Object[] chunkOfKeys) {
        Keys<K> asked = new Keys<>(chunkOfKeys);
        Map<K, ? extends V> rows = fetch(asked);
        Object absent = wrap(loader.absent());
        int found = 0;
        for (Object key : chunkOfKeys) {
            V row = rows.get(key);
            if (row != null) {
                found++;
                answers.put(key, row);
            } else {
                found += rows.containsKey(key) ? 1 : 0;
                answers.put(key, absent);
            }
        }
        if (found != rows.size()) {
            throw LoadFailures.unknownKey(loader.name(), setup, asked, rows.keySet());
        }
    }

    private Map<K, ? extends V> fetch(Keys<K> asked) {
        queries++;
        keys += asked.size();
        singles += asked.size() == 1 ? 1 : 0;
        DatasafeListener listener = setup.listener();
        long start = listener == null ? 0 : System.nanoTime();
        Map<K, ? extends V> rows;
        try {
            rows = loader.load(new BatchCall<>(asked, loader.name(), setup));
            checkThereIs(rows);
        } catch (Throwable e) {
            if (listener != null) {
                setup.send(listener, new LoadEvent.Failed(setup.name(), loader.name(), asked.size(), e, since(start)));
            }
            throw LoadFailures.failed(loader.name(), setup, asked.size(), e);
        }
        if (listener != null) {
            setup.send(
                    listener,
                    new LoadEvent.Loaded(setup.name(), loader.name(), asked.size(), rows.size(), since(start)));
        }
        return rows;
    }

    /** Checks at run time what the type promises: a loader with a bug may return null. */
    private void checkThereIs(@Nullable Object rows) {
        if (rows == null) {
            throw LoadFailures.noMap(loader.name(), setup);
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static Object wrap(@Nullable Object answer) {
        return answer == null ? NULL_ANSWER : answer;
    }

    /** Paranoid: reads an answer again, and throws if it has changed. */
    void recheck(K key) {
        Object answer = answer(key);
        if (answer == null) {
            return;
        }
        V now;
        try {
            V row = fetch(new Keys<>(new Object[] {key})).get(key);
            now = row == null ? loader.absent() : row;
        } catch (Throwable e) {
            throw LoadFailures.failed(loader.name(), setup, 1, e);
        }
        if (!Objects.deepEquals(now, unwrap(answer))) {
            answers.remove(key);
            throw LoadFailures.stale(loader.name(), setup, key);
        }
    }
}
