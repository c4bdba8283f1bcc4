package io.datasafe.watch;

import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;

/**
 * Finds statements that code sends for row after row, where one would do: N+1 queries, reads that are repeated, loops of writes.
 *
 * <pre>{@code
 * DataSource dataSource = Watch.watched(pool);              // give this one to jOOQ, Hibernate, Spring, Transactions
 * Watch watch = Watch.builder().listener(metrics).build();
 *
 * try (WatchScope scope = watch.scope("GET /books")) {
 *     page(dataSource);
 *     log(scope.findings());                               // also reported to the listener at the end
 * }
 * }</pre>
 *
 * <p>A scope sees what its thread sends through any watched data source, and what tasks send that were handed over with {@link WatchScope#fork}. Outside of a
 * scope nothing is recorded. A {@link Finding} says what was repeated, how often, where in the code, where the values came from, and what to write instead.
 *
 * <p>Something is a finding if one place in the code sends a statement of the same shape, to the same data source, at least 3 times
 * ({@link WatchBuilder#threshold}): with different values ({@link Finding.Kind#N_PLUS_ONE}), with equal values
 * ({@link Finding.Kind#REPEATED_READ}), or an INSERT, UPDATE or DELETE ({@link Finding.Kind#DML_LOOP}). What asks for many rows at once is none: arrays and lists of
 * more than one element, JDBC batches, inserts of several rows. Neither are the pages of one result. The place is made of the frames of the application
 * alone; those of the JDK and of the usual frameworks are left out.
 *
 * <p>It is exact about counts and values, and a heuristic about intent: a finding is a candidate. The first execution of a statement is held to come from the
 * place of the second, as the stack is walked from the second on only.
 *
 * <p>Bounds for each scope: 512 different statements are followed, the rest only counted; 16 places of each; 64 stacks are walked; results of the last 8 statements are
 * remembered, the first 128 different values in the first 32 columns, each as a hash of 8 bytes; different rows are counted up to 1,024. Values themselves are
 * not kept. Immutable, thread-safe.
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
     * @return a view of it that differs from the data sources of other calls; {@code unwrap} reaches every layer beneath
     */
    public static DataSource watched(DataSource dataSource) {
        return watched("", dataSource);
    }

    /**
     * Makes the statements of a data source visible, under a name.
     *
     * @param name the name in findings, where there are several
     * @param dataSource the data source or pool
     * @return a view of it; {@code unwrap} reaches every layer beneath
     */
    public static DataSource watched(String name, DataSource dataSource) {
        return StatementSource.named(name).watched(dataSource);
    }

    /** {@return whether anything was made watched in this JVM so far; if not, every scope stays empty} */
    public static boolean isInUse() {
        return StatementSource.isAnyMade();
    }

    /**
     * Opens a scope on this thread, until it is closed. Inside another scope of the thread, both see what is sent.
     *
     * @param name the name in findings: the request, the job, the test
     * @return the scope, to be closed by the same thread
     */
    public WatchScope scope(String name) {
        Objects.requireNonNull(name, "name");
        double share = options.share();
        boolean watched = share >= 1 || ThreadLocalRandom.current().nextDouble() < share;
        return watched ? WatchScope.open(name, options) : WatchScope.notWatched(name);
    }
}
