package io.datasafe.load;

import io.datasafe.event.DatasafeListener;
import io.datasafe.tx.Tx;
import java.sql.Connection;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * How a {@link LoadScope} is to be opened. Immutable: each method gives a changed copy, so one can be kept as a constant.
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
     * Gives loaders something more to load with.
     *
     * @param resource such as a {@link java.sql.Connection}; loaders ask for it by its class or one of its interfaces
     * @return the changed copy
     */
    public LoadScopeBuilder resource(Object resource) {
        Objects.requireNonNull(resource, "resource");
        return resource instanceof Tx tx
                ? within(tx)
                : resource(new Resources.Entry(resource.getClass(), () -> resource));
    }

    /**
     * Binds the scope to an open transaction: its loaders read from the transaction's connection, a savepoint that is undone makes it forget
     * all, and it is closed when the work returns or throws, if it is still open then. Its name is the transaction's, unless it has one.
     *
     * @param tx the transaction, open on the thread that opens the scope
     * @return the changed copy
     */
    public LoadScopeBuilder within(Tx tx) {
        String name = setup.name().equals(UNNAMED) ? tx.name() : setup.name();
        LoadScopeBuilder bound = new LoadScopeBuilder(new ScopeSetup(
                name, setup.resources(), setup.paranoid(), setup.parallel(), setup.threads(), setup.listener(), tx));
        return bound.resource(Tx.class, () -> tx).resource(Connection.class, tx::connection);
    }

    /**
     * Gives loaders something more to load with, fetched anew for each batch that asks for it.
     *
     * @param type what loaders ask for it by
     * @param resource fetches it, on the scope's thread
     * @param <R> the same
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
     * Names the scope in messages and events. Default: {@code "unnamed"}.
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
     * For tests: reads each answer that is there already again, alone, before it gives it, and throws a {@link LoadException} if it is not
     * equal any more. A write that nobody has told the scope of fails the test. Costs a query for each answer. Default: off.
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
     * How many tasks of {@link LoadScope#map} may run at the same time. Default: 1, one after the other in the order of the items, so that
     * the body needs no more care than that of a loop. More are of use only for bodies that wait for something else than this scope, and must be
     * thread-safe. The number of batches is the same.
     *
     * @param tasks from 1 to 1,000,000
     * @return the changed copy
     * @throws IllegalArgumentException for another number
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
     * How many platform threads {@link LoadScope#map} has at the same time where the JVM has no virtual ones; where it has, this does not
     * count. Each task that waits for a batch holds a thread, so with more tasks than threads there are more batches: one for each so many.
     * Default: 1,024.
     *
     * @param most from 1 to 1,000,000
     * @return the changed copy
     * @throws IllegalArgumentException for another number
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
     * Receives a {@link io.datasafe.load.LoadEvent} for each batch, and at the end one for each loader that has batched poorly. Default: none.
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
     * Opens the scope on this thread.
     *
     * @return the scope, to be closed
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
