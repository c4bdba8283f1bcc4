package io.datasafe.load;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.NonNull;
import org.jspecify.annotations.Nullable;

/** The relation of peers to their answers in a scope: a list of peers, and a function from a peer to its key. */
final class LoadedRelation<P, K, V extends @Nullable Object> implements Related<P, V> {
    private final ScopeState scope;
    private final List<P> peers;
    private final Function<? super P, ? extends @Nullable K> key;
    private final LoaderState<K, V> state;

    LoadedRelation(
            ScopeState scope, List<P> peers, Function<? super P, ? extends @Nullable K> key, LoaderState<K, V> state) {
        this.scope = scope;
        this.peers = peers;
        this.key = key;
        this.state = state;
    }

    /** Copies the peers, so that later changes of the collection have no effect. */
    static <P> List<P> copy(Iterable<? extends P> peers) {
        if (peers instanceof Collection<? extends P> collection) {
            return Collections.unmodifiableList(new ArrayList<>(collection));
        }
        List<P> list = new ArrayList<>();
        peers.forEach(list::add);
        return list;
    }

    @Override
    public V of(P peer) {
        K k = key.apply(peer);
        if (k == null) {
            scope.check();
            return state.loader().absent();
        }
        return scope.answer(state, k, this);
    }

    /** The keys of all peers. Keys may be null or repeated. */
    @Nullable
    Object[] keys() {
        @Nullable Object[] keys = new @Nullable Object[peers.size()];
        int i = 0;
        for (P peer : peers) {
            keys[i++] = key.apply(peer);
        }
        return keys;
    }

    @Override
    public @NonNull V orThrow(P peer) {
        V value = of(peer);
        if (value == null) {
            throw new NoSuchElementException(
                    "loader '" + state.loader().name() + "' in " + scope.title() + " has no answer for this peer");
        }
        return value;
    }

    @Override
    public Optional<@NonNull V> optional(P peer) {
        return Optional.ofNullable(of(peer));
    }

    @Override
    public <L, W extends @Nullable Object> Related<P, W> then(
            Function<? super @NonNull V, ? extends @Nullable L> nextKey, Loader<L, W> next) {
        // Not a lambda: nullness checkers do not see that a lambda may return null.
        Function<P, @Nullable L> chain = new Function<>() {
            @Override
            public @Nullable L apply(P peer) {
                V value = of(peer);
                return value == null ? null : nextKey.apply(value);
            }
        };
        return new LoadedRelation<>(scope, peers, chain, scope.stateOf(next));
    }

    @Override
    public Map<P, V> all() {
        Map<P, V> all = new LinkedHashMap<>(peers.size() * 2);
        for (P peer : peers) {
            all.put(peer, of(peer));
        }
        return Collections.unmodifiableMap(all);
    }

    IllegalArgumentException noPeer() {
        return new IllegalArgumentException("loader '" + state.loader().name() + "' in " + scope.title()
                + " was asked for an object that is not one of the " + peers.size()
                + " peers: build the relation from all objects of the loop, or use get(..) for a single one");
    }
}
