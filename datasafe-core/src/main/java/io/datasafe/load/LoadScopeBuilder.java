package io.datasafe.load;

import io.datasafe.event.DatasafeListener;
import io.datasafe.tx.Tx;
import java.sql.Connection;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The configuration of a {@link LoadScope}. Immutable: each method returns a changed copy, so a configuration can be a
 * constant.
 *
 * @since 0.1
 */
public final class LoadScopeBuilder {
    private static final String UNNAMED = "unnamed";
    private static final int PARALLEL = 1;
    private static final int THREADS = 1_024;
    private static final int MOST_THREADS = 1_000_000;

    private final ScopeSetup setup;

    private LoadScopeBuilder(ScopeSetup setup) {
        this.setup = setup;
    }

    static LoadScopeBuilder empty() {
        return new LoadScopeBuilder(
                new ScopeSetup(UNNAMED, new Resources(List.of()), false, PARALLEL, THREADS, null, null));
    }

    /**
     * Adds a resource for loaders. A {@link Tx} binds the scope to the transaction, as {@link #within} does.
     *
     * @param resource the resource, such as a {@link java.sql.Connection}; loaders look it up by its class or one of
     *     its interfaces
     * @return the changed copy
     */
    public LoadScopeBuilder resource(Object resource) {
        Objects.requireNonNull(resource, "resource");
        return resource instanceof Tx tx
                ? within(tx)
                : resource(new Resources.Entry(resource.getClass(), () -> resource));
    }

    /**
     * Binds the scope to an open transaction. Its loaders read from the connection of the transaction. The rollback of
     * a savepoint makes the scope forget all answers. The scope ends when the work of the transaction returns or
     * throws, if it is still open then. An unnamed scope takes the name of the transaction.
     *
     * @param tx the transaction; open on the thread that opens the scope
     * @return the changed copy
     */
    public LoadScopeBuilder within(Tx tx) {
        String name = setup.name().equals(UNNAMED) ? tx.name() : setup.name();
        LoadScopeBuilder bound = new LoadScopeBuilder(new ScopeSetup(
                name, setup.resources(), setup.paranoid(), setup.parallel(), setup.threads(), setup.listener(), tx));
        return bound.resource(Tx.class, () -> tx).resource(Connection.class, tx::connection);
    }

    /**
     * Adds a resource that is fetched again for each batch that looks it up.
     *
     * @param type the type that loaders look it up by
     * @param resource fetches the resource, on the scope's thread
     * @param <R> the type of the resource
     * @return the changed copy
     */
    public <R> LoadScopeBuilder resource(Class<R> type, Supplier<? extends R> resource) {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(resource, "resource");
        return resource(new Resources.Entry(type, resource));
    }

    private LoadScopeBuilder resource(Resources.Entry entry) {
        Resources more = new Resources(Stream.concat(setup.resources().entries().stream(), Stream.of(entry))
                .toList());
        return new LoadScopeBuilder(new ScopeSetup(
                setup.name(), more, setup.paranoid(), setup.parallel(), setup.threads(), setup.listener(), setup.tx()));
    }

    /**
     * Sets the name of the scope in messages and events. Default: {@code "unnamed"}.
     *
     * @param name such as {@code "GET /books"}
     * @return the changed copy
     */
    public LoadScopeBuilder named(String name) {
        Objects.requireNonNull(name, "name");
        return new LoadScopeBuilder(new ScopeSetup(
                name,
                setup.resources(),
                setup.paranoid(),
                setup.parallel(),
                setup.threads(),
                setup.listener(),
                setup.tx()));
    }

    /**
     * For tests: before it returns an answer that it already holds, the scope reads it again in a query of its own, and
     * throws a {@link LoadException} if the two are not equal. So a write that the scope was not told of fails the
     * test. Costs one query per answer. Default: off.
     *
     * @return the changed copy
     */
    public LoadScopeBuilder paranoid() {
        return new LoadScopeBuilder(new ScopeSetup(
                setup.name(),
                setup.resources(),
                true,
                setup.parallel(),
                setup.threads(),
                setup.listener(),
                setup.tx()));
    }

    /**
     * Sets how many tasks of {@link LoadScope#map} may run at the same time. Default: 1, so the bodies run one after
     * the other in the order of the items, and need no more care than the body of a loop. More helps only bodies that
     * wait for something other than this scope; these must be thread-safe. The number of batches stays the same.
     *
     * @param tasks the number of tasks, from 1 to 1,000,000
     * @return the changed copy
     * @throws IllegalArgumentException if the number is out of range
     */
    public LoadScopeBuilder parallel(int tasks) {
        return new LoadScopeBuilder(new ScopeSetup(
                setup.name(),
                setup.resources(),
                setup.paranoid(),
                inRange("parallel", tasks),
                setup.threads(),
                setup.listener(),
                setup.tx()));
    }

    /**
     * Sets how many platform threads {@link LoadScope#map} uses at the same time on a JVM without virtual threads; with
     * virtual threads it has no effect. Each task that waits for a batch holds a thread. If there are more tasks than
     * threads, each group of this many tasks sends batches of its own. Default: 1,024.
     *
     * @param most the number of threads, from 1 to 1,000,000
     * @return the changed copy
     * @throws IllegalArgumentException if the number is out of range
     */
    public LoadScopeBuilder threads(int most) {
        return new LoadScopeBuilder(new ScopeSetup(
                setup.name(),
                setup.resources(),
                setup.paranoid(),
                setup.parallel(),
                inRange("threads", most),
                setup.listener(),
                setup.tx()));
    }

    /**
     * Sets the receiver of {@link io.datasafe.load.LoadEvent}s: one for each batch and, at the end, one for each loader
     * that batched poorly. Default: none. What a listener throws is logged and goes no further.
     *
     * @param listener receives the events, on the scope's thread
     * @return the changed copy
     */
    public LoadScopeBuilder listener(DatasafeListener listener) {
        Objects.requireNonNull(listener, "listener");
        return new LoadScopeBuilder(new ScopeSetup(
                setup.name(),
                setup.resources(),
                setup.paranoid(),
                setup.parallel(),
                setup.threads(),
                listener,
                setup.tx()));
    }

    /**
     * Opens the scope on this thread. Sends nothing to the database.
     *
     * @return the scope; the caller closes it
     * @throws IllegalStateException if its transaction has ended, or belongs to another thread
     */
    public LoadScope open() {
        return new LoadScope(setup);
    }

    private static int inRange(String property, int value) {
        if (value < 1 || value > MOST_THREADS) {
            throw new IllegalArgumentException(property + " is " + value + ", must be from 1 to 1,000,000");
        }
        return value;
    }
}
