package io.datasafe.load;

import io.datasafe.internal.scope.ObservableScope;
import io.datasafe.internal.scope.ScopeObserver;
import io.datasafe.internal.scope.Writes;
import io.datasafe.internal.sql.WrittenTables;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The state of a scope, and who may touch it: its thread at any time, as it waits while tasks run; tasks with the lock of the rounds. */
final class ScopeState implements ScopeObserver, Writes.Observer {
    private final ScopeSetup setup;
    private final Thread owner = Thread.currentThread();
    private @Nullable Rounds rounds;
    private final Map<Loader<?, ?>, LoaderState<?, ?>> cells = new HashMap<>();
    private List<LoaderState<?, ?>> due = new ArrayList<>();
    private @Nullable LoaderState<?, ?> last;
    private @Nullable String end;

    ScopeState(ScopeSetup setup) {
        this.setup = setup;
        if (setup.tx() instanceof ObservableScope host) {
            host.accompany(this);
        }
        Writes.observe(this);
    }

    String title() {
        return setup.title();
    }

    @SuppressWarnings("unchecked") // The cell was made for this loader.
    <K, V extends @Nullable Object> LoaderState<K, V> cell(Loader<K, V> loader) {
        Task task = enter();
        try {
            LoaderState<?, ?> cell = last;
            if (cell == null || cell.loader() != loader) {
                cell = cells.get(Objects.requireNonNull(loader, "loader"));
                if (cell == null) {
                    cell = new LoaderState<>(loader, setup);
                    cells.put(loader, cell);
                }
                last = cell;
            }
            return (LoaderState<K, V>) cell;
        } finally {
            leave(task);
        }
    }

    <K, V extends @Nullable Object> void want(LoaderState<K, V> cell, K key) {
        Task task = enter();
        try {
            enqueue(cell);
            cell.want(key);
        } finally {
            leave(task);
        }
    }

    /** Throws where it must not be used. */
    void check() {
        leave(enter());
    }

    <K, V extends @Nullable Object> V pending(LoaderState<K, V> cell, K key) {
        Task task = enter();
        try {
            LoadException failure = cell.failure(key);
            if (failure != null) {
                throw failure.again();
            }
        } finally {
            leave(task);
        }
        return answer(cell, key, null);
    }

    /** The answer to a key. If it is not there, it is loaded, together with those of the peers. */
    <K, V extends @Nullable Object> V answer(LoaderState<K, V> cell, K key, @Nullable LoadedRelation<?, K, V> peers) {
        Task task = enter();
        try {
            Object answer = cell.hit(key);
            if (answer != null && !setup.paranoid()) {
                return cell.open(answer);
            }
        } finally {
            leave(task);
        }
        return task == null ? loadNow(cell, key, peers) : loadInRound(task, cell, key, peers);
    }

    private <K, V extends @Nullable Object> V loadNow(
            LoaderState<K, V> cell, K key, @Nullable LoadedRelation<?, K, V> peers) {
        if (cell.find(key) != null) {
            cell.recheck(key);
        } else {
            wantAll(cell, key, peers == null ? null : peers.keys(), peers);
            cell.send();
        }
        Object answer = cell.find(key);
        if (answer == null) {
            throw missing(cell, key);
        }
        return cell.open(answer);
    }

    private <K, V extends @Nullable Object> V loadInRound(
            Task task, LoaderState<K, V> cell, K key, @Nullable LoadedRelation<?, K, V> peers) {
        // Without the lock: the way to a key is user code, and may wait for a round itself.
        @Nullable Object[] keys = peers == null ? null : peers.keys();
        Rounds shared = task.rounds();
        shared.lock();
        try {
            while (true) {
                Object known = cell.find(key);
                if (known == null) {
                    wantAll(cell, key, keys, peers);
                } else if (setup.paranoid()) {
                    cell.doubt(key);
                } else {
                    return cell.open(known);
                }
                enqueue(cell);
                shared.awaitRound(task);
                checkOpen();
                Object answer = cell.find(key);
                if (answer != null) {
                    return cell.open(answer);
                }
                if (cell.failure(key) != null) {
                    throw missing(cell, key);
                }
            }
        } finally {
            shared.unlock();
        }
    }

    @SuppressWarnings("unchecked") // Peers give keys of this type.
    private static <K, V extends @Nullable Object> void wantAll(
            LoaderState<K, V> cell,
            K key,
            @Nullable Object @Nullable [] keys,
            @Nullable LoadedRelation<?, K, V> peers) {
        if (keys == null || peers == null) {
            cell.want(key);
            return;
        }
        cell.reserve(keys.length);
        for (Object each : keys) {
            if (each != null) {
                cell.want((K) each);
            }
        }
        if (!cell.isWanted(key) && cell.find(key) == null) {
            throw peers.noPeer();
        }
    }

    private <K> RuntimeException missing(LoaderState<K, ?> cell, K key) {
        LoadException failure = cell.failure(key);
        return failure != null
                ? failure.again()
                : new IllegalStateException("loader '" + cell.loader().name() + "' in " + title()
                        + " has forgotten what it was loading: forget(..) is not for loaders");
    }

    <T, R extends @Nullable Object> List<R> map(List<T> items, Function<? super T, ? extends R> body) {
        Task task = enter();
        leave(task);
        if (items.isEmpty()) {
            return Collections.emptyList();
        }
        Rounds shared = task == null ? rounds() : task.rounds();
        MapCall<T, R> call = new MapCall<>(shared, items, body, task);
        if (task != null) {
            shared.runNested(call, task);
        } else {
            if (shared.isActive() || cells.values().stream().anyMatch(LoaderState::isLoading)) {
                throw new IllegalStateException("map(..) was called by a loader in " + title()
                        + ": a loader loads, and leaves mapping to those who use it");
            }
            shared.run(call);
        }
        return call.results();
    }

    <K, V extends @Nullable Object> void prime(LoaderState<K, V> cell, K key, V value) {
        Task task = enter();
        try {
            cell.prime(key, value);
        } finally {
            leave(task);
        }
    }

    <K> void forget(LoaderState<K, ?> cell, K key) {
        Task task = enter();
        try {
            cell.forget(key);
        } finally {
            leave(task);
        }
    }

    void forget(Predicate<Loader<?, ?>> which) {
        Task task = enter();
        try {
            for (LoaderState<?, ?> cell : cells.values()) {
                if (which.test(cell.loader())) {
                    cell.forgetAll();
                }
            }
        } finally {
            leave(task);
        }
    }

    LoadStats stats(Predicate<Loader<?, ?>> which) {
        Task task = enter();
        try {
            LoadStats sum = new LoadStats(0, 0, 0, 0, 0);
            for (LoaderState<?, ?> cell : cells.values()) {
                sum = which.test(cell.loader()) ? sum.plus(cell.stats()) : sum;
            }
            return sum;
        } finally {
            leave(task);
        }
    }

    void close() {
        if (Thread.currentThread() != owner) {
            throw foreignThread();
        }
        if (end == null) {
            endWith("was closed");
            if (setup.tx() instanceof ObservableScope host) {
                host.dismiss(this);
            }
        }
    }

    @Override
    public void undone() {
        cells.values().forEach(LoaderState::forgetAll);
    }

    @Override
    public void ended() {
        if (end == null) {
            endWith("has ended with its transaction");
        }
    }

    /** Seen on the scope's thread, by those who see statements. */
    @Override
    public void written(WrittenTables tables) {
        forget(loader -> tables.anything() || LoadScope.readsAny(loader, tables.tables()));
    }

    private void endWith(String how) {
        Writes.ignore(this);
        end = how;
        cells.values().forEach(LoaderState::judge);
        cells.clear();
        due.clear();
        last = null;
    }

    private void enqueue(LoaderState<?, ?> cell) {
        if (cell.enqueue()) {
            due.add(cell);
        }
    }

    /** Only of those that have something to load: a scope may know many loaders. */
    private void sendAll() {
        List<LoaderState<?, ?>> turns = due;
        due = new ArrayList<>();
        turns.forEach(LoaderState::takeTurn);
    }

    /** Says whether this thread may use the scope, and takes the lock if it is a task's. */
    private @Nullable Task enter() {
        if (Thread.currentThread() == owner) {
            checkOpen();
            return null;
        }
        Rounds shared = rounds;
        Task task = shared == null ? null : Task.current(shared);
        if (task == null) {
            throw foreignThread();
        }
        task.rounds().lock();
        if (end != null) {
            task.rounds().unlock();
            checkOpen();
        }
        return task;
    }

    /** Made for the first map: most scopes need none. */
    private Rounds rounds() {
        Rounds shared = rounds;
        if (shared == null) {
            int threads = TaskThreads.areVirtual() ? Integer.MAX_VALUE : setup.threads();
            shared = new Rounds(setup.parallel(), threads, this::sendAll, TaskThreads::start);
            rounds = shared;
        }
        return shared;
    }

    private void leave(@Nullable Task task) {
        if (task != null) {
            task.rounds().unlock();
        }
    }

    private void checkOpen() {
        if (end != null) {
            throw new IllegalStateException(
                    title() + " " + end + ": whatever it is to load must be asked for before, also of a Pending");
        }
    }

    private IllegalStateException foreignThread() {
        return new IllegalStateException(title() + " belongs to thread " + owner + " and was used on "
                + Thread.currentThread() + ": a scope stays on its thread, and map(..) runs tasks that may use it");
    }
}
