package io.datasafe.test.proxy;

import org.jspecify.annotations.Nullable;

/**
 * Asserts how many network round trips, and optionally how many statements, an action takes.
 *
 * <pre>{@code
 * RoundTrips.on(proxy).exactly(2).statements(1).run(() -> service.pay(order));
 * Order order = RoundTrips.on(proxy).atMost(3).call(() -> service.load(id));
 * }</pre>
 *
 * <p>A failed assertion lists every trip with its statements, without bind values. {@link Traffic} defines what counts
 * as a trip and as a statement: connecting, and what drivers and pools send on a new connection, do not count.
 * Everything that passes the proxy while the action runs counts, on any thread. Immutable and thread-safe.
 *
 * @since 0.1
 */
public final class RoundTrips {
    /**
     * An action that returns a value.
     *
     * @param <T> the value's type
     * @param <X> the exception that it may throw
     * @since 0.1
     */
    @FunctionalInterface
    public interface Work<T extends @Nullable Object, X extends Exception> {
        /**
         * Does the work.
         *
         * @return the value
         * @throws X if the work fails
         */
        T call() throws X;
    }

    /**
     * An action without a value.
     *
     * @param <X> the exception that it may throw
     * @since 0.1
     */
    @FunctionalInterface
    public interface Action<X extends Exception> {
        /**
         * Does the work.
         *
         * @throws X if the work fails
         */
        void run() throws X;
    }

    private static final long ANY = -1;

    private final FaultProxy proxy;
    private final long least;
    private final long most;
    private final long statements;

    private RoundTrips(FaultProxy proxy, long least, long most, long statements) {
        this.proxy = proxy;
        this.least = least;
        this.most = most;
        this.statements = statements;
    }

    /**
     * Starts an assertion on the traffic of a proxy.
     *
     * @param proxy the proxy
     * @return an assertion that accepts any number of trips
     */
    public static RoundTrips on(FaultProxy proxy) {
        return new RoundTrips(proxy, 0, Long.MAX_VALUE, ANY);
    }

    /**
     * Records what an action sends, and asserts nothing.
     *
     * @param proxy the proxy
     * @param action the action
     * @param <X> the exception that the action may throw
     * @return the closed recording
     * @throws X if the action throws it
     */
    public static <X extends Exception> Recording of(FaultProxy proxy, Action<X> action) throws X {
        try (Recording recording = proxy.record()) {
            action.run();
            return recording;
        }
    }

    /**
     * Expects exactly this many round trips.
     *
     * @param trips at least 0
     * @return a new assertion
     * @throws IllegalArgumentException if {@code trips} is negative
     */
    public RoundTrips exactly(long trips) {
        return new RoundTrips(proxy, check("round trips", trips), trips, statements);
    }

    /**
     * Expects at most this many round trips.
     *
     * @param trips at least 0
     * @return a new assertion
     * @throws IllegalArgumentException if {@code trips} is negative
     */
    public RoundTrips atMost(long trips) {
        return new RoundTrips(proxy, 0, check("round trips", trips), statements);
    }

    /**
     * Also expects exactly this many statements, as {@link Traffic#statements()} counts them.
     *
     * @param count at least 0
     * @return a new assertion
     * @throws IllegalArgumentException if {@code count} is negative
     */
    public RoundTrips statements(long count) {
        return new RoundTrips(proxy, least, most, check("statements", count));
    }

    /**
     * Runs the action and checks the assertion. If the action throws, nothing is checked.
     *
     * @param action the action
     * @param <X> the exception that the action may throw
     * @throws X if the action throws it
     * @throws AssertionError if the action took another number of trips or statements; the message lists each trip
     */
    public <X extends Exception> void run(Action<X> action) throws X {
        verify(of(proxy, action));
    }

    /**
     * Runs the action, checks the assertion, and returns the action's value. If the action throws, nothing is checked.
     *
     * @param work the action
     * @param <T> the value's type
     * @param <X> the exception that the action may throw
     * @return the action's value
     * @throws X if the action throws it
     * @throws AssertionError if the action took another number of trips or statements; the message lists each trip
     */
    public <T extends @Nullable Object, X extends Exception> T call(Work<T, X> work) throws X {
        Recording recording = proxy.record();
        T value;
        try (recording) {
            value = work.call();
        }
        verify(recording);
        return value;
    }

    private void verify(Recording recording) {
        Traffic traffic = recording.traffic();
        boolean trips = traffic.roundTrips() >= least && traffic.roundTrips() <= most;
        boolean statementsHold = statements == ANY || statements == traffic.statements();
        if (!trips || !statementsHold) {
            throw new AssertionError("Expected " + expectation() + ", but this went through the proxy:\n" + recording);
        }
    }

    private String expectation() {
        String trips = (least == most ? "exactly " : "at most ") + most + " round trips";
        if (statements == ANY) {
            return trips;
        }
        return (most == Long.MAX_VALUE ? "" : trips + " and ") + "exactly " + statements + " statements";
    }

    private static long check(String name, long count) {
        if (count < 0) {
            throw new IllegalArgumentException(name + " " + count + " is negative");
        }
        return count;
    }
}
