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

/** Peers and how each leads to a key. */
final class LoadedRelation<P, K, V extends @Nullable Object> implements Related<P, V> {
    private final ScopeState store;
    private final List<P> peers;
    private final Function<? super P, ? extends @Nullable K> key;
    private final LoaderState<K, V> cell;

    LoadedRelation(
            ScopeState store, List<P> peers, Function<? super P, ? extends @Nullable K> key, LoaderState<K, V> cell) {
        this.store = store;
        this.peers = peers;
        this.key = key;
        this.cell = cell;
    }

    /** Copies, so that what is done to the collection later does not count. */
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
            store.check();
            return cell.loader().absent();
        }
        return store.answer(cell, k, this);
    }

    /** The keys of all peers; some may be null, or the same. */
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
                    "loader '" + cell.loader().name() + "' in " + store.title() + " has nothing for this peer");
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
        // Not a lambda: nullness checkers do not see that those may give null.
        Function<P, @Nullable L> chain = new Function<>() {
            @Override
            public @Nullable L apply(P peer) {
                V value = of(peer);
                return value == null ? null : nextKey.apply(value);
            }
        };
        return new LoadedRelation<>(store, peers, chain, store.cell(next));
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
        return new IllegalArgumentException("loader '" + cell.loader().name() + "' in " + store.title()
                + " was asked what belongs to something that is not one of the " + peers.size()
                + " peers: make the relation with all that the loop goes over, or use get(..) for a single one");
    }
}
