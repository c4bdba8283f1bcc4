package io.datasafe.watch;

import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;

/**
 * Finds statements that code sends once per row where one statement could do: N+1 queries, repeated reads and loops of
 * writes.
 *
 * <pre>{@code
 * DataSource dataSource = Watch.watched(pool);              // pass this to jOOQ, Hibernate, Spring, Transactions
 * Watch watch = Watch.builder().listener(metrics).build();
 *
 * try (WatchScope scope = watch.scope("GET /books")) {
 *     page(dataSource);
 *     log(scope.findings());                               // also reported to the listener at the end
 * }
 * }</pre>
 *
 * <p>A scope sees the statements that its thread sends through any watched data source, and those of tasks that were
 * passed to other threads with {@link WatchScope#fork}. Outside of a scope nothing is recorded. A {@link Finding} shows
 * which statement was repeated, how often, where in the code, where its values came from, and what to write instead.
 *
 * <p>A finding requires that a single place in the code sends a statement of the same shape to the same data source at
 * least 3 times ({@link WatchBuilder#threshold}): with different values ({@link Finding.Kind#N_PLUS_ONE}), with equal
 * values ({@link Finding.Kind#REPEATED_READ}), or an INSERT, UPDATE or DELETE ({@link Finding.Kind#DML_LOOP}).
 * Statements for many rows never count: arrays and lists with more than one element, JDBC batches, and inserts of
 * several rows. Neither do the pages of one result. A place consists of the frames of the application only, without
 * those of the JDK and of common frameworks.
 *
 * <p>Counts and values are exact; the intent of the code is a heuristic, so a finding is a candidate. The stack is
 * captured from the second execution on; the first is attributed to the same call site.
 *
 * <p>Limits per scope: it follows 512 different statements and only counts the rest; it distinguishes 16 places per
 * statement; it walks 64 stacks; it remembers the results of the last 8 statements, namely the first 128 different
 * values in each of the first 32 columns, as hashes of 8 bytes; it counts different rows up to 1,024. It keeps no
 * values. Immutable, thread-safe.
 *
 * @since 0.1
 */
public final class Watch {
    private final WatchOptions options;

    Watch(WatchOptions options) {
        this.options = options;
    }

    /** {@return a watch with all defaults} */
    public static Watch of() {
        return new Watch(WatchOptions.DEFAULTS);
    }

    /** {@return a builder with all defaults} */
    public static WatchBuilder builder() {
        return new WatchBuilder();
    }

    /**
     * Makes the statements of a data source visible to the scopes of the threads that send them. Sends nothing itself.
     *
     * @param dataSource the data source or pool
     * @return a view that counts as a data source of its own in findings; {@code unwrap} reaches every layer below
     */
    public static DataSource watched(DataSource dataSource) {
        return watched("", dataSource);
    }

    /**
     * Makes the statements of a data source visible, under a name. Sends nothing itself.
     *
     * @param name the name in findings, to tell several data sources apart
     * @param dataSource the data source or pool
     * @return a view of the data source; {@code unwrap} reaches every layer below
     */
    public static DataSource watched(String name, DataSource dataSource) {
        return StatementSource.named(name).watched(dataSource);
    }

    /**
     * {@return true if any data source, connection or statement source is watched in this JVM so far; if not, every
     * scope stays empty}
     */
    public static boolean isInUse() {
        return StatementSource.isAnyMade();
    }

    /**
     * Opens a scope on this thread, until it is closed. If the thread already has a scope, both see the statements.
     *
     * @param name the name in findings, such as the request, the job or the test
     * @return the scope; the same thread closes it
     */
    public WatchScope scope(String name) {
        Objects.requireNonNull(name, "name");
        double share = options.share();
        boolean watched = share >= 1 || ThreadLocalRandom.current().nextDouble() < share;
        return watched ? WatchScope.open(name, options) : WatchScope.notWatched(name);
    }
}
