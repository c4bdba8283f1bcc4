package io.datasafe.load;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A unit of work in which whatever is loaded by key is loaded in batches, and once. A loop in ordinary code costs one query for any number of
 * rows:
 *
 * <pre>{@code
 * try (LoadScope s = LoadScope.open(connection)) {
 *     Related<Book, Author> author = s.related(books, Book::authorId, AUTHOR);   // no query yet
 *     for (Book book : books) {
 *         print(book, author.of(book));                                          // the first one loads for all books
 *     }
 * }
 * }</pre>
 *
 * <p>Batches are sent on the thread that opened the scope, when an answer is asked for that is not there; nothing is ever to be dispatched, and
 * nothing waits for a timer. An answer is kept until it is forgotten, or the scope is closed: let the scope be as short as its transaction.
 * A key that is null is answered without a query, as one without a row.
 *
 * <p>Belongs to the thread that opened it, and to the tasks of its own {@link #map}; on any other thread, and after its end, all methods
 * throw {@link IllegalStateException}. A loader may use the scope that it loads for, but neither itself nor {@code map}.
 *
 * @since 0.1
 */
public final class LoadScope implements AutoCloseable {
    private final ScopeSetup setup;
    private final Thread owner = Thread.currentThread();
    private final Map<Loader<?, ?>, Cell<?, ?>> cells = new HashMap<>();
    private @Nullable Cell<?, ?> last;
    private boolean closed;

    LoadScope(ScopeSetup setup) {
        this.setup = setup;
    }

    /**
     * Opens a scope without resources, for loaders that bring their own.
     *
     * @return the scope, to be closed
     */
    public static LoadScope open() {
        return LoadScopeBuilder.empty().open();
    }

    /**
     * Opens a scope whose loaders read from a connection, which stays the caller's.
     *
     * @param connection the connection; used by this thread only
     * @return the scope, to be closed
     */
    public static LoadScope open(Connection connection) {
        return on(connection).open();
    }

    /**
     * Begins a configuration.
     *
     * @param resource what loaders load with, such as a {@link Connection}
     * @return a builder that holds the defaults
     */
    public static LoadScopeBuilder on(Object resource) {
        return LoadScopeBuilder.empty().resource(resource);
    }

    /**
     * What belongs to each of some peers. Sends nothing, until the first answer is asked for: that one loads for all peers.
     *
     * @param peers such as the rows of a page; copied
     * @param key the key of a peer; null for one to which nothing belongs
     * @param loader what loads it
     * @param <P> a peer
     * @param <K> the key
     * @param <V> what belongs to a peer
     * @return the relation
     */
    public <P, K, V extends @Nullable Object> Related<P, V> related(
            Iterable<? extends P> peers, Function<? super P, ? extends @Nullable K> key, Loader<K, V> loader) {
        return new Peers<>(this, Peers.copy(peers), Objects.requireNonNull(key, "key"), cell(loader));
    }

    /**
     * Puts a key into the next batch of its loader.
     *
     * @param loader what loads it
     * @param key the key, or null
     * @param <K> the same
     * @param <V> what it answers
     * @return gives the answer, and sends the batch then
     */
    public <K, V extends @Nullable Object> Pending<V> load(Loader<K, V> loader, @Nullable K key) {
        Cell<K, V> cell = cell(loader);
        if (key == null) {
            return new NoKey<>(loader.absent());
        }
        cell.want(key);
        return new PendingKey<>(this, cell, key);
    }

    /**
     * The answer to a key. If it is not there, the next batch of the loader is sent now, with this key and all that wait for it; inside of
     * {@link #map} the task waits until the others wait too.
     *
     * @param loader what loads it
     * @param key the key, or null
     * @param <K> the same
     * @param <V> what it answers
     * @return the answer
     * @throws LoadException if the batch fails
     */
    public <K, V extends @Nullable Object> V get(Loader<K, V> loader, @Nullable K key) {
        Cell<K, V> cell = cell(loader);
        return key == null ? loader.absent() : answer(cell, key, null);
    }

    /**
     * Does something for each item, in plain blocking code, whose gets are batched over all items.
     *
     * @param items the items
     * @param body what to do with one
     * @param <T> an item
     * @param <R> a result
     * @return the results, in the order of the items; immutable
     */
    public <T, R extends @Nullable Object> List<R> map(
            Iterable<? extends T> items, Function<? super T, ? extends R> body) {
        List<R> results = new ArrayList<>();
        for (T item : items) {
            results.add(body.apply(item));
        }
        return java.util.Collections.unmodifiableList(results);
    }

    /**
     * Puts an answer into the scope that is known from elsewhere, such as a row that has just been inserted.
     *
     * @param loader what would load it
     * @param key the key
     * @param value what it answers
     * @param <K> the same
     * @param <V> the same
     */
    public <K, V extends @Nullable Object> void prime(Loader<K, V> loader, K key, V value) {
        cell(loader).prime(Objects.requireNonNull(key, "key"), value);
    }

    /**
     * Forgets one answer: it is read again when it is next asked for.
     *
     * @param loader what loaded it
     * @param key the key
     * @param <K> the same
     */
    public <K> void forget(Loader<K, ?> loader, K key) {
        cell(loader).forget(key);
    }

    /**
     * Forgets all answers of a loader.
     *
     * @param loader what loaded them
     */
    public void forget(Loader<?, ?> loader) {
        cell(loader).forgetAll();
    }

    /**
     * Forgets all answers of the loaders that read a table, by {@link Loader#tables()}. To be called after a write. Names are compared without
     * schema, quotes and case: rather one loader too many than one too few.
     *
     * @param table the table, such as {@code "author"} or {@code "public.author"}
     */
    public void forget(String table) {
        access();
        String name = bare(table);
        for (Cell<?, ?> cell : cells.values()) {
            if (cell.loader().tables().stream().anyMatch(read -> bare(read).equals(name))) {
                cell.forgetAll();
            }
        }
    }

    /** Forgets all answers, as after a rollback. */
    public void forgetAll() {
        access();
        cells.values().forEach(Cell::forgetAll);
    }

    /** {@return how well all loaders together have batched so far} */
    public LoadStats stats() {
        access();
        return cells.values().stream().map(Cell::stats).reduce(new LoadStats(0, 0, 0, 0), LoadStats::plus);
    }

    /**
     * How well one loader has batched so far.
     *
     * @param loader the loader
     * @return its part of {@link #stats()}
     */
    public LoadStats stats(Loader<?, ?> loader) {
        return cell(loader).stats();
    }

    /** Ends the scope: its answers are gone, and what is still pending fails. Sends nothing. Without effect if it has ended. */
    @Override
    public void close() {
        closed = true;
        cells.clear();
        last = null;
    }

    @Override
    public String toString() {
        return setup.title();
    }

    @SuppressWarnings("unchecked") // The cell was made for this loader.
    <K, V extends @Nullable Object> Cell<K, V> cell(Loader<K, V> loader) {
        access();
        Cell<?, ?> cell = last;
        if (cell == null || cell.loader() != loader) {
            cell = cells.get(loader);
            if (cell == null) {
                cell = new Cell<>(loader, setup);
                cells.put(loader, cell);
            }
            last = cell;
        }
        return (Cell<K, V>) cell;
    }

    <K, V extends @Nullable Object> V pending(Cell<K, V> cell, K key) {
        access();
        LoadException failure = cell.failure(key);
        if (failure != null) {
            throw failure.again();
        }
        return answer(cell, key, null);
    }

    <K, V extends @Nullable Object> V answer(Cell<K, V> cell, K key, @Nullable Peers<?, K, V> peers) {
        access();
        Object answer = cell.hit(key);
        if (answer == null) {
            want(cell, key, peers);
            cell.send();
            answer = cell.find(key);
            if (answer == null) {
                throw Objects.requireNonNull(cell.failure(key)).again();
            }
        } else if (setup.paranoid()) {
            cell.recheck(key, answer);
        }
        return cell.open(answer);
    }

    @SuppressWarnings("unchecked") // Peers give keys of this type.
    private static <K, V extends @Nullable Object> void want(Cell<K, V> cell, K key, @Nullable Peers<?, K, V> peers) {
        if (peers == null) {
            cell.want(key);
            return;
        }
        @Nullable Object[] keys = peers.keys();
        cell.reserve(keys.length);
        for (Object each : keys) {
            if (each != null) {
                cell.want((K) each);
            }
        }
        if (!cell.isWanted(key)) {
            throw peers.noPeer();
        }
    }

    private void access() {
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException(setup.title() + " belongs to thread " + owner + " and was used on "
                    + Thread.currentThread() + ": a scope stays on its thread; map(..) runs tasks that may use it");
        }
        if (closed) {
            throw new IllegalStateException(
                    setup.title() + " has ended: whatever it loads must be asked for before it is closed");
        }
    }

    private static String bare(String table) {
        return table.substring(table.lastIndexOf('.') + 1).replace("\"", "").toLowerCase(Locale.ROOT);
    }
}
