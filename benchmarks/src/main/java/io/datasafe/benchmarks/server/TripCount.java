package io.datasafe.benchmarks.server;

import io.datasafe.test.proxy.FaultProxy;
import io.datasafe.test.proxy.RoundTrips;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.openjdk.jmh.infra.BenchmarkParams;

/** Counts the round trips of a benchmark's method by calling it through the proxy, before anything is measured. */
final class TripCount {
    private static final int WARM_UP = 10;
    private static final int CALLS = 20;

    private static volatile int last = -1;

    private TripCount() {}

    /** What was counted for this fork's trial; -1 if nothing was. */
    static int last() {
        return last;
    }

    /**
     * Counts and checks.
     *
     * @throws AssertionError if the method takes another number of trips than its {@link Trips} says
     */
    static void count(BenchmarkParams params, FaultProxy proxy, Postgres state) {
        String name = params.getBenchmark();
        int dot = name.lastIndexOf('.');
        try {
            Class<?> type = Class.forName(name.substring(0, dot));
            Method method = type.getMethod(name.substring(dot + 1), Postgres.class);
            Object benchmark = type.getConstructor().newInstance();
            int expected = method.getAnnotation(Trips.class).value();
            // The driver prepares a statement on the server at its fifth use; no trip is added, but let that be behind
            // us.
            for (int i = 0; i < WARM_UP; i++) {
                method.invoke(benchmark, state);
            }
            for (int i = 0; i < CALLS; i++) {
                RoundTrips.on(proxy).exactly(expected).run(() -> method.invoke(benchmark, state));
            }
            last = expected;
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(name + " failed", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name + " is not a public method that takes Postgres alone", e);
        }
    }
}
