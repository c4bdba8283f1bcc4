package io.datasafe.load;

import io.datasafe.event.DatasafeListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a scope knows of one loader: its answers, the keys that wait for the next batch, and why keys of the last one have none. */
final class LoaderState<K, V extends @Nullable Object> {
    /** Stands for an answer that is null. */
    private static final Object NULL = new Object();
    /** Stands where the answer will be, once the next batch has brought it. */
    private static final Object WANTED = new Object();

    private final Loader<K, V> loader;
    private final ScopeSetup setup;
    private final int chunk;
    private final KeyTable answers = new KeyTable();
    private final KeyTable failures = new KeyTable();
    private List<Object> wanted = new ArrayList<>();
    private final List<K> doubted = new ArrayList<>();
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

    /** The answer as {@link #open} takes it; null where there is none. */
    @Nullable
    Object find(K key) {
        Object answer = answers.get(key);
        return answer == WANTED ? null : answer;
    }

    /** {@link #find}, for one who is given the answer. */
    @Nullable
    Object hit(K key) {
        Object answer = answers.get(key);
        if (answer == null || answer == WANTED) {
            return null;
        }
        hits++;
        return answer;
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // Only answers of this loader get in.
    V open(Object answer) {
        return answer == NULL ? null : (V) answer;
    }

    /** The key goes into the next batch, unless its answer is there. */
    void want(K key) {
        if (answers.putIfAbsent(key, WANTED) == null) {
            wanted.add(key);
            if (failures.size() > 0) {
                failures.remove(key);
            }
        }
    }

    void reserve(int more) {
        answers.reserve(more);
    }

    boolean isWanted(K key) {
        return answers.get(key) == WANTED;
    }

    /** Marks it as queued for the next round; false if it is already. */
    boolean enqueue() {
        boolean first = !queued;
        queued = true;
        return first;
    }

    /** Its turn in a round. */
    void takeTurn() {
        queued = false;
        send();
        List<K> again = List.copyOf(doubted);
        doubted.clear();
        for (K key : again) {
            try {
                recheck(key);
            } catch (LoadException e) {
                failures.put(key, e);
            }
        }
    }

    /** Paranoid: the answer is to be read again in the next round. */
    void doubt(K key) {
        if (!doubted.contains(key)) {
            doubted.add(key);
        }
    }

    boolean isLoading() {
        return loading;
    }

    /** Why the key has no answer, if it was in a batch that failed. */
    @Nullable
    LoadException failure(K key) {
        return failures.size() == 0 ? null : (LoadException) failures.get(key);
    }

    void prime(K key, V value) {
        Object before = answers.put(key, value == null ? NULL : value);
        failures.remove(key);
        if (before == WANTED) {
            wanted.remove(key);
        }
    }

    void forget(K key) {
        if (answers.get(key) != WANTED) {
            answers.remove(key);
        }
    }

    /** Forgets what is loaded; what waits goes on waiting. */
    void forgetAll() {
        answers.clear();
        for (Object key : wanted) {
            answers.put(key, WANTED);
        }
    }

    LoadStats stats() {
        // A paranoid scope reads each answer again, alone.
        return LoadStats.of(queries, keys, singles, hits, chunk > 1 && !setup.paranoid());
    }

    /** Says so at the end if it was asked for its keys one by one. */
    void judge() {
        LoadStats stats = stats();
        DatasafeListener listener = setup.listener();
        if (listener != null && stats.poor() > 0) {
            setup.send(listener, new LoadEvent.PoorlyBatched(setup.name(), loader.name(), queries, keys));
        }
    }

    /** Loads all keys that wait, in chunks. What fails is kept for those who asked. */
    void send() {
        if (loading) {
            throw new IllegalStateException("loader '" + loader.name() + "' in " + setup.title()
                    + " asks the scope for keys of its own while it loads: a loader must not need itself");
        }
        Object[] due = wanted.toArray();
        wanted = new ArrayList<>();
        loading = true;
        int done = 0;
        try {
            while (done < due.length) {
                int end = Math.min(done + chunk, due.length);
                load(done == 0 && end == due.length ? due : Arrays.copyOfRange(due, done, end));
                done = end;
            }
        } catch (Throwable e) {
            LoadException failure = Answers.failed(loader.name(), setup, due.length, e);
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
        Object absent = wrapped(loader.absent());
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
            throw Answers.notAskedFor(loader.name(), setup, asked, rows.keySet());
        }
    }

    private Map<K, ? extends V> fetch(Keys<K> asked) {
        queries++;
        keys += asked.size();
        singles += asked.size() == 1 ? 1 : 0;
        return Answers.fetch(loader, asked, setup);
    }

    private static Object wrapped(@Nullable Object answer) {
        return answer == null ? NULL : answer;
    }

    /** Paranoid: reads an answer again, and throws if it is another one now. */
    void recheck(K key) {
        Object answer = find(key);
        if (answer == null) {
            return;
        }
        V now;
        try {
            V row = fetch(new Keys<>(new Object[] {key})).get(key);
            now = row == null ? loader.absent() : row;
        } catch (Throwable e) {
            throw Answers.failed(loader.name(), setup, 1, e);
        }
        if (!Objects.deepEquals(now, open(answer))) {
            answers.remove(key);
            throw Answers.stale(loader.name(), setup, key);
        }
    }
}
