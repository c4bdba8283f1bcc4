package io.datasafe.watch;

import java.util.List;
import java.util.Map;

/**
 * Asserts in a test how many statements an action sends through watched data sources, on this thread and in tasks that
 * it forks from a scope.
 *
 * <pre>{@code
 * DataSource db = Watch.watched(pool);
 *
 * QueryCounts.exactly(2, () -> page(db));
 * QueryCounts.constant(n -> insertBooks(db, n), () -> page(db), 2, 5);   // as many for 5 books as for 2
 * }</pre>
 *
 * <p>A failed assertion lists the statements, without values, and the findings. An action without any visible statement
 * fails too, because most likely its data source is not watched; only {@code exactly(0, ..)} expects none.
 * {@link WatchScope#statements()} defines what counts as a statement. Thread-safe.
 *
 * @since 0.1
 */
public final class QueryCounts {
    /**
     * An action whose statements are counted.
     *
     * @param <X> the exception that it throws
     * @since 0.1
     */
    @FunctionalInterface
    public interface Action<X extends Exception> {
        /**
         * Runs the action.
         *
         * @throws X if the action fails
         */
        void run() throws X;
    }

    /**
     * Sets the size of the data.
     *
     * @param <X> the exception that it throws
     * @since 0.1
     */
    @FunctionalInterface
    public interface Seed<X extends Exception> {
        /**
         * Makes the data that the action works on this large.
         *
         * @param size the number of rows, or of whatever else grows
         * @throws X if it fails
         */
        void run(int size) throws X;
    }

    private record Seen(int statements, Map<String, Integer> counts, List<Finding> findings) {}

    private QueryCounts() {}

    /**
     * Runs the action, and asserts that it sends exactly this many statements. If the action throws, nothing is
     * asserted.
     *
     * @param expected the number of statements, at least 0
     * @param action the action
     * @param <X> the exception that the action throws
     * @throws X the exception of the action
     * @throws AssertionError if the number differs
     * @throws IllegalArgumentException if {@code expected} is negative
     */
    public static <X extends Exception> void exactly(int expected, Action<X> action) throws X {
        check("expected", expected, 0);
        Seen seen = seen(Watch.of(), action);
        if (seen.statements() != expected) {
            throw new AssertionError("Expected exactly " + expected + " statements, but " + describe(seen));
        }
    }

    /**
     * Runs the action, and asserts that it sends at least one and at most this many statements. If the action throws,
     * nothing is asserted.
     *
     * @param most the maximum number of statements, at least 1
     * @param action the action
     * @param <X> the exception that the action throws
     * @throws X the exception of the action
     * @throws AssertionError if it sends more, or none
     * @throws IllegalArgumentException if {@code most} is less than 1
     */
    public static <X extends Exception> void atMost(int most, Action<X> action) throws X {
        check("most", most, 1);
        Seen seen = seen(Watch.of(), action);
        if (seen.statements() > most || seen.statements() == 0) {
            throw new AssertionError("Expected at most " + most + " statements, but " + describe(seen));
        }
    }

    /**
     * Runs the action on data of two sizes, and asserts that it does not send more statements for the larger one. If
     * the seed or the action throws, nothing is asserted.
     *
     * @param seed sets the size of the data; its own statements are not counted
     * @param action the action
     * @param smaller the first size, at least 1
     * @param larger the second size, more than {@code smaller}
     * @param <X> the exception that the seed and the action throw
     * @throws X the exception of the seed or the action
     * @throws AssertionError if the number grows, or if no statement was sent
     * @throws IllegalArgumentException if a size is out of range
     */
    public static <X extends Exception> void constant(Seed<X> seed, Action<X> action, int smaller, int larger)
            throws X {
        check("smaller", smaller, 1);
        check("larger", larger, smaller + 1);
        Watch watch = Watch.builder().threshold(2).build();
        seed.run(smaller);
        Seen small = seen(watch, action);
        seed.run(larger);
        Seen large = seen(watch, action);
        if (large.statements() == 0) {
            throw new AssertionError("Expected statements, as many at size " + larger + " as at " + smaller + ", but "
                    + describe(large));
        }
        if (large.statements() > small.statements()) {
            throw new AssertionError("The number of statements grows with the data: " + small.statements() + " at size "
                    + smaller + ", " + large.statements() + " at size " + larger + grown(small, large)
                    + findings(large));
        }
    }

    private static <X extends Exception> Seen seen(Watch watch, Action<X> action) throws X {
        try (WatchScope scope = watch.scope("the action")) {
            action.run();
            return new Seen(scope.statements(), scope.counts(), scope.findings());
        }
    }

    private static String describe(Seen seen) {
        if (seen.statements() == 0) {
            return "none was seen. Is the data source watched (Watch.watched(dataSource)), and does the work run on"
                    + " this thread or in tasks that were forked from a scope?";
        }
        StringBuilder text = new StringBuilder().append(seen.statements()).append(" were sent:");
        seen.counts()
                .forEach((sql, count) ->
                        text.append("\n  ").append(count).append(" x ").append(sql));
        return text + findings(seen);
    }

    private static String grown(Seen small, Seen large) {
        StringBuilder text = new StringBuilder();
        large.counts().forEach((sql, count) -> {
            int before = small.counts().getOrDefault(sql, 0);
            if (count > before) {
                text.append("\n  ")
                        .append(before)
                        .append(" -> ")
                        .append(count)
                        .append(" x ")
                        .append(sql);
            }
        });
        return text.toString();
    }

    private static String findings(Seen seen) {
        StringBuilder text = new StringBuilder();
        seen.findings().forEach(finding -> text.append('\n').append(finding));
        return text.toString();
    }

    private static void check(String property, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(property + " is " + value + ", must be at least " + least);
        }
    }
}
