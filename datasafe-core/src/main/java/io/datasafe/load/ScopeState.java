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

/**
 * The state of a scope, and the rule for the threads that may use it. The scope's thread may at any time, because it
 * waits while tasks run. Tasks may with the lock of the {@link Rounds}.
 */
final class ScopeState implements ScopeObserver, Writes.Observer {
    private final ScopeSetup setup;
    private final Thread owner = Thread.currentThread();
    private @Nullable Rounds rounds;
    private final Map<Loader<?, ?>, LoaderState<?, ?>> states = new HashMap<>();
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

    @SuppressWarnings("unchecked") // The map holds for each loader its own state.
    <K, V extends @Nullable Object> LoaderState<K, V> stateOf(Loader<K, V> loader) {
        Task task = enter();
        try {
            LoaderState<?, ?> state = last;
            if (state == null || state.loader() != loader) {
                state = states.get(Objects.requireNonNull(loader, "loader"));
                if (state == null) {
                    state = new LoaderState<>(loader, setup);
                    states.put(loader, state);
                }
                last = state;
            }
            return (LoaderState<K, V>) state;
        } finally {
            leave(task);
        }
    }

    <K, V extends @Nullable Object> void request(LoaderState<K, V> state, K key) {
        Task task = enter();
        try {
            enqueue(state);
            state.request(key);
        } finally {
            leave(task);
        }
    }

    /** Throws if this thread may not use the scope, or the scope has ended. */
    void check() {
        leave(enter());
    }

    <K, V extends @Nullable Object> V pending(LoaderState<K, V> state, K key) {
        Task task = enter();
        try {
            LoadException failure = state.failure(key);
            if (failure != null) {
                throw failure.again();
            }
        } finally {
            leave(task);
        }
        return answer(state, key, null);
    }

    /** Returns the answer for a key. If the scope does not hold it, loads it, together with the keys of all peers. */
    <K, V extends @Nullable Object> V answer(LoaderState<K, V> state, K key, @Nullable LoadedRelation<?, K, V> peers) {
        Task task = enter();
        try {
            Object answer = state.countedAnswer(key);
            if (answer != null && !setup.paranoid()) {
                return state.unwrap(answer);
            }
        } finally {
            leave(task);
        }
        return task == null ? loadNow(state, key, peers) : loadInRound(task, state, key, peers);
    }

    private <K, V extends @Nullable Object> V loadNow(
            LoaderState<K, V> state, K key, @Nullable LoadedRelation<?, K, V> peers) {
        if (state.answer(key) != null) {
            state.recheck(key);
        } else {
            requestAll(state, key, peers == null ? null : peers.keys(), peers);
            state.loadPending();
        }
        Object answer = state.answer(key);
        if (answer == null) {
            throw missing(state, key);
        }
        return state.unwrap(answer);
    }

    private <K, V extends @Nullable Object> V loadInRound(
            Task task, LoaderState<K, V> state, K key, @Nullable LoadedRelation<?, K, V> peers) {
        // Without the lock: the function to the key is user code, and may wait for a round itself.
        @Nullable Object[] keys = peers == null ? null : peers.keys();
        Rounds shared = task.rounds();
        shared.lock();
        try {
            while (true) {
                Object known = state.answer(key);
                if (known == null) {
                    requestAll(state, key, keys, peers);
                } else if (setup.paranoid()) {
                    state.recheckInRound(key);
                } else {
                    return state.unwrap(known);
                }
                enqueue(state);
                shared.awaitRound(task);
                checkOpen();
                Object answer = state.answer(key);
                if (answer != null) {
                    return state.unwrap(answer);
                }
                if (state.failure(key) != null) {
                    throw missing(state, key);
                }
            }
        } finally {
            shared.unlock();
        }
    }

    private static <K, V extends @Nullable Object> void requestAll(
            LoaderState<K, V> state,
            K key,
            @Nullable Object @Nullable [] keys,
            @Nullable LoadedRelation<?, K, V> peers) {
        if (keys == null || peers == null) {
            state.request(key);
        } else if (!state.requestAll(keys, key)) {
            throw peers.noPeer();
        }
    }

    private <K> RuntimeException missing(LoaderState<K, ?> state, K key) {
        LoadException failure = state.failure(key);
        return failure != null
                ? failure.again()
                : new IllegalStateException("loader '" + state.loader().name() + "' in " + title()
                        + " forgot an answer while it loaded: a loader must not call forget(..)");
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
            if (shared.isActive() || states.values().stream().anyMatch(LoaderState::isLoading)) {
                throw new IllegalStateException(
                        "map(..) was called by a loader in " + title() + ": a loader must not call map(..)");
            }
            shared.run(call);
        }
        return call.results();
    }

    <K, V extends @Nullable Object> void prime(LoaderState<K, V> state, K key, V value) {
        Task task = enter();
        try {
            state.prime(key, value);
        } finally {
            leave(task);
        }
    }

    <K> void forget(LoaderState<K, ?> state, K key) {
        Task task = enter();
        try {
            state.forget(key);
        } finally {
            leave(task);
        }
    }

    void forget(Predicate<Loader<?, ?>> which) {
        Task task = enter();
        try {
            for (LoaderState<?, ?> state : states.values()) {
                if (which.test(state.loader())) {
                    state.forgetAll();
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
            for (LoaderState<?, ?> state : states.values()) {
                sum = which.test(state.loader()) ? sum.plus(state.stats()) : sum;
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
        states.values().forEach(LoaderState::forgetAll);
    }

    @Override
    public void ended() {
        if (end == null) {
            endWith("has ended with its transaction");
        }
    }

    /** Called on the scope's thread by the code that sees a statement. */
    @Override
    public void written(WrittenTables tables) {
        forget(loader -> tables.anything() || LoadScope.readsAny(loader, tables.tables()));
    }

    private void endWith(String how) {
        Writes.ignore(this);
        end = how;
        states.values().forEach(LoaderState::reportPoorBatching);
        states.clear();
        due.clear();
        last = null;
    }

    private void enqueue(LoaderState<?, ?> state) {
        if (state.enqueue()) {
            due.add(state);
        }
    }

    /** Only visits loaders with pending keys, because a scope may know many loaders. */
    private void sendAll() {
        List<LoaderState<?, ?>> loaders = due;
        due = new ArrayList<>();
        loaders.forEach(LoaderState::loadDue);
    }

    /**
     * Checks that this thread may use the scope. On the thread of a task, takes the lock and returns the task; else
     * returns null.
     */
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

    /** Created for the first map call, because most scopes need none. */
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
                    title() + " " + end + ": request answers before it ends; this holds for a Pending too");
        }
    }

    private IllegalStateException foreignThread() {
        return new IllegalStateException(title() + " belongs to thread " + owner + " and was used on "
                + Thread.currentThread() + ": only its thread and the tasks of its map(..) may use a scope");
    }
}
