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
 * A unit of work that loads by key in batches, and each key once. A loop in ordinary code costs one query for any
 * number of rows:
 *
 * <pre>{@code
 * try (LoadScope s = LoadScope.open(connection)) {
 *     Related<Book, Author> author = s.related(books, Book::authorId, AUTHOR);   // no query yet
 *     for (Book book : books) {
 *         print(book, author.of(book));                                          // the first call loads for all books
 *     }
 * }
 * }</pre>
 *
 * <p>The scope sends a batch when code asks for an answer that it does not hold. It sends it on the thread that opened
 * the scope. There is no dispatch call and no timer. The scope keeps an answer until the answer is forgotten or the
 * scope is closed, so make the scope as short as its transaction. A null key needs no query; its answer is the answer
 * for a key without a row.
 *
 * <p>A scope belongs to the thread that opened it, and to the tasks of its own {@link #map}. On any other thread, and
 * after the end of the scope, every method throws {@link IllegalStateException}. A loader may use the scope that it
 * loads for, but must not request its own keys or call {@code map}.
 *
 * @since 0.1
 */
public final class LoadScope implements AutoCloseable {
    private final ScopeState scope;

    LoadScope(ScopeSetup setup) {
        this.scope = new ScopeState(setup);
    }

    /**
     * Opens a scope without resources, for loaders that have their own.
     *
     * @return the scope; the caller closes it
     */
    public static LoadScope open() {
        return LoadScopeBuilder.empty().open();
    }

    /**
     * Opens a scope whose loaders read from a connection. The scope never closes the connection, commits or rolls back.
     *
     * @param connection the connection; no other thread may use it while the scope is open
     * @return the scope; the caller closes it
     */
    public static LoadScope open(Connection connection) {
        return on(connection).open();
    }

    /**
     * Opens a scope in a transaction. The scope ends with the transaction at the latest: see
     * {@link LoadScopeBuilder#within}.
     *
     * @param tx the transaction, open on this thread
     * @return the scope; it may be closed before the transaction ends
     * @throws IllegalStateException if the transaction has ended, or belongs to another thread
     */
    public static LoadScope open(Tx tx) {
        return on(tx).open();
    }

    /**
     * Starts a configuration.
     *
     * @param resources what loaders read from, such as a {@link Connection}, or the {@link Tx} of the scope; may be
     *     empty
     * @return a builder with the defaults
     */
    public static LoadScopeBuilder on(Object... resources) {
        LoadScopeBuilder builder = LoadScopeBuilder.empty();
        for (Object resource : resources) {
            builder = builder.resource(resource);
        }
        return builder;
    }

    /**
     * Defines what belongs to each of a number of peers. Sends no query. The first answer that is asked for loads the
     * answers of all peers, in one query per {@link Loader#chunk()} of keys.
     *
     * @param peers the peers, such as the rows of a page; copied
     * @param key returns the key of a peer, or null if nothing belongs to the peer
     * @param loader loads the keys
     * @param <P> the type of a peer
     * @param <K> the type of the key
     * @param <V> the type of what belongs to a peer
     * @return the relation
     */
    public <P, K, V extends @Nullable Object> Related<P, V> related(
            Iterable<? extends P> peers, Function<? super P, ? extends @Nullable K> key, Loader<K, V> loader) {
        return new LoadedRelation<>(
                scope, LoadedRelation.copy(peers), Objects.requireNonNull(key, "key"), scope.stateOf(loader));
    }

    /**
     * Adds a key to the next batch of its loader. Sends no query.
     *
     * @param loader loads the key
     * @param key the key, or null
     * @param <K> the type of the key
     * @param <V> the type of the answer
     * @return gives the answer; asking for it sends the batch
     */
    public <K, V extends @Nullable Object> Pending<V> load(Loader<K, V> loader, @Nullable K key) {
        LoaderState<K, V> state = scope.stateOf(loader);
        if (key == null) {
            return new NoKey<>(scope, loader.absent());
        }
        scope.request(state, key);
        return new PendingKey<>(scope, state, key);
    }

    /**
     * Returns the answer for a key. If the scope does not hold it, sends the loader's next batch now: this key and all
     * pending keys of the loader. Inside {@link #map}, the task first waits until all other tasks wait too.
     *
     * @param loader loads the key
     * @param key the key, or null
     * @param <K> the type of the key
     * @param <V> the type of the answer
     * @return the answer
     * @throws LoadException if the batch fails
     */
    public <K, V extends @Nullable Object> V get(Loader<K, V> loader, @Nullable K key) {
        LoaderState<K, V> state = scope.stateOf(loader);
        return key == null ? loader.absent() : scope.answer(state, key, null);
    }

    /**
     * Runs a body for each item, in plain blocking code, and batches the gets of all bodies: the scope sends a batch
     * when every body waits for one. A body that gets a value, and then another value by the first one, takes two
     * batches for any number of items. Bodies may request different numbers of keys.
     *
     * <pre>{@code
     * List<Line> lines = s.map(books, b -> new Line(b, s.get(COUNTRY, s.get(AUTHOR, b.authorId()).countryId())));
     * }</pre>
     *
     * <p>The bodies run one after the other, unless {@link LoadScopeBuilder#parallel} is set. Each runs on a thread of
     * its own: a virtual thread where the JVM has them, else a platform thread, at most
     * {@link LoadScopeBuilder#threads} at a time. The scope's thread waits here and sends the batches. A body may read
     * from this scope and call {@code map} itself. It cannot use anything bound to the scope's thread, such as its
     * transaction. A body that waits for anything else delays all other bodies.
     *
     * <p>Do not call the scope while holding a lock that another body needs: the batch waits for all bodies, so this
     * deadlocks. {@code ConcurrentHashMap.computeIfAbsent} holds such a lock. On Java 21 to 23, hold no monitor either:
     * a monitor pins the virtual thread.
     *
     * <p>If a body throws, the others are cancelled: bodies that have not begun do not begin, bodies that wait in this
     * scope get a {@link java.util.concurrent.CancellationException}, and running bodies are interrupted. An interrupt
     * of the scope's thread cancels them likewise. No body runs any more when this method returns or throws.
     *
     * @param items the items
     * @param body runs for one item
     * @param <T> the type of an item
     * @param <R> the type of a result
     * @return the results, in the order of the items; immutable
     * @throws IllegalStateException if a loader calls this method
     * @throws java.util.concurrent.CancellationException if this thread was interrupted; its interrupt flag stays set
     */
    public <T, R extends @Nullable Object> List<R> map(
            Iterable<? extends T> items, Function<? super T, ? extends R> body) {
        return scope.map(LoadedRelation.copy(items), Objects.requireNonNull(body, "body"));
    }

    /**
     * Stores an answer that is known from elsewhere, such as a row that was just inserted. Sends no query.
     *
     * @param loader the loader of the key
     * @param key the key
     * @param value the answer
     * @param <K> the type of the key
     * @param <V> the type of the answer
     */
    public <K, V extends @Nullable Object> void prime(Loader<K, V> loader, K key, V value) {
        scope.prime(scope.stateOf(loader), Objects.requireNonNull(key, "key"), value);
    }

    /**
     * Forgets the answer for one key. The next request for the key reads it again.
     *
     * @param loader the loader of the key
     * @param key the key
     * @param <K> the type of the key
     */
    public <K> void forget(Loader<K, ?> loader, K key) {
        scope.forget(scope.stateOf(loader), Objects.requireNonNull(key, "key"));
    }

    /**
     * Forgets all answers of a loader.
     *
     * @param loader the loader
     */
    public void forget(Loader<?, ?> loader) {
        scope.forget(known -> known.equals(loader));
    }

    /**
     * Forgets all answers of the loaders that read a table, according to {@link Loader#tables()}. Call it after a
     * write. Names are compared without schema, quotes and case, so that a loader is rather forgotten in vain than
     * missed.
     *
     * @param table the table, such as {@code "author"} or {@code "public.author"}
     */
    public void forget(String table) {
        scope.forget(loader -> readsAny(loader, Set.of(table)));
    }

    static boolean readsAny(Loader<?, ?> loader, Set<String> tables) {
        Set<String> names = tables.stream().map(LoadScope::bare).collect(Collectors.toSet());
        return loader.tables().stream().map(LoadScope::bare).anyMatch(names::contains);
    }

    private static String bare(String table) {
        return table.substring(table.lastIndexOf('.') + 1).replace("\"", "").toLowerCase(Locale.ROOT);
    }

    /** Forgets all answers, as after a rollback. Pending keys stay pending. */
    public void forgetAll() {
        scope.forget(loader -> true);
    }

    /** {@return the statistics of all loaders together, so far} */
    public LoadStats stats() {
        return scope.stats(loader -> true);
    }

    /**
     * Returns the statistics of one loader, so far.
     *
     * @param loader the loader
     * @return the loader's share of {@link #stats()}
     */
    public LoadStats stats(Loader<?, ?> loader) {
        return scope.stats(known -> known.equals(loader));
    }

    /**
     * Ends the scope. Its answers are gone, and every pending key fails. Sends nothing to the database. Closing a scope
     * again has no effect.
     */
    @Override
    public void close() {
        scope.close();
    }

    @Override
    public String toString() {
        return scope.title();
    }
}
