package io.datasafe.load;

import io.datasafe.tx.Tx;
import java.sql.Connection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
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
    private final ScopeState store;

    LoadScope(ScopeSetup setup) {
        this.store = new ScopeState(setup);
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
     * Opens a scope in a transaction, which it does not outlive: see {@link LoadScopeBuilder#within}.
     *
     * @param tx the transaction, open on this thread
     * @return the scope; closing it earlier is allowed
     * @throws IllegalStateException if the transaction has ended, or belongs to another thread
     */
    public static LoadScope open(Tx tx) {
        return on(tx).open();
    }

    /**
     * Begins a configuration.
     *
     * @param resources what loaders load with, such as a {@link Connection}, or the {@link Tx} to live in; may be none
     * @return a builder that holds the defaults
     */
    public static LoadScopeBuilder on(Object... resources) {
        LoadScopeBuilder builder = LoadScopeBuilder.empty();
        for (Object resource : resources) {
            builder = builder.resource(resource);
        }
        return builder;
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
        return new LoadedRelation<>(
                store, LoadedRelation.copy(peers), Objects.requireNonNull(key, "key"), store.cell(loader));
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
        LoaderState<K, V> cell = store.cell(loader);
        if (key == null) {
            return new NoKey<>(store, loader.absent());
        }
        store.want(cell, key);
        return new PendingKey<>(store, cell, key);
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
        LoaderState<K, V> cell = store.cell(loader);
        return key == null ? loader.absent() : store.answer(cell, key, null);
    }

    /**
     * Does something for each item, in plain blocking code, whose gets are batched over all items: a batch goes when all of them wait for one.
     * So a body that gets something, and something else by what it has got, takes two batches for any number of items, and a body may ask for
     * more than another does.
     *
     * <pre>{@code
     * List<Line> lines = s.map(books, b -> new Line(b, s.get(COUNTRY, s.get(AUTHOR, b.authorId()).countryId())));
     * }</pre>
     *
     * <p>The bodies run one after the other unless {@link LoadScopeBuilder#parallel} says otherwise, each on a thread of its own: a virtual one
     * where the JVM has them, else a platform thread, of which there are {@link LoadScopeBuilder#threads} at the most. The batches are sent on
     * the scope's thread, which waits here meanwhile. A body can read from this scope, and call {@code map} of its own. It cannot use what is bound
     * to the scope's thread, such as its transaction, and holds all others up while it waits for something else. It must not hold a lock that
     * another body needs while it reads from the scope, nor any monitor on Java 21 to 23: the batch waits for the one that waits for the lock.
     * {@code ConcurrentHashMap.computeIfAbsent} is such a lock.
     *
     * <p>If a body throws, the others are cancelled: those that have not begun do not begin, those that wait in this scope get a {@link
     * java.util.concurrent.CancellationException}, those that run are interrupted. When this method returns or throws, none of them runs any
     * more. The same happens if the scope's thread is interrupted here.
     *
     * @param items the items
     * @param body what to do with one
     * @param <T> an item
     * @param <R> a result
     * @return the results, in the order of the items; immutable
     * @throws IllegalStateException if a loader calls it
     * @throws java.util.concurrent.CancellationException if this thread was interrupted; it still is
     */
    public <T, R extends @Nullable Object> List<R> map(
            Iterable<? extends T> items, Function<? super T, ? extends R> body) {
        return store.map(LoadedRelation.copy(items), Objects.requireNonNull(body, "body"));
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
        store.prime(store.cell(loader), Objects.requireNonNull(key, "key"), value);
    }

    /**
     * Forgets one answer: it is read again when it is next asked for.
     *
     * @param loader what loaded it
     * @param key the key
     * @param <K> the same
     */
    public <K> void forget(Loader<K, ?> loader, K key) {
        store.forget(store.cell(loader), Objects.requireNonNull(key, "key"));
    }

    /**
     * Forgets all answers of a loader.
     *
     * @param loader what loaded them
     */
    public void forget(Loader<?, ?> loader) {
        store.forget(known -> known.equals(loader));
    }

    /**
     * Forgets all answers of the loaders that read a table, by {@link Loader#tables()}. To be called after a write. Names are compared without
     * schema, quotes and case: rather one loader too many than one too few.
     *
     * @param table the table, such as {@code "author"} or {@code "public.author"}
     */
    public void forget(String table) {
        store.forget(loader -> readsAny(loader, Set.of(table)));
    }

    static boolean readsAny(Loader<?, ?> loader, Set<String> tables) {
        Set<String> names = tables.stream().map(LoadScope::bare).collect(Collectors.toSet());
        return loader.tables().stream().map(LoadScope::bare).anyMatch(names::contains);
    }

    private static String bare(String table) {
        return table.substring(table.lastIndexOf('.') + 1).replace("\"", "").toLowerCase(Locale.ROOT);
    }

    /** Forgets all answers, as after a rollback. */
    public void forgetAll() {
        store.forget(loader -> true);
    }

    /** {@return how well all loaders together have batched so far} */
    public LoadStats stats() {
        return store.stats(loader -> true);
    }

    /**
     * How well one loader has batched so far.
     *
     * @param loader the loader
     * @return its part of {@link #stats()}
     */
    public LoadStats stats(Loader<?, ?> loader) {
        return store.stats(known -> known.equals(loader));
    }

    /** Ends the scope: its answers are gone, and what is still pending fails. Sends nothing. Without effect if it has ended. */
    @Override
    public void close() {
        store.close();
    }

    @Override
    public String toString() {
        return store.title();
    }
}
