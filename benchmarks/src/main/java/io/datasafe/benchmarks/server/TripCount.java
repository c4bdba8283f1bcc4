package io.datasafe.benchmarks.server;

import io.datasafe.test.proxy.FaultProxy;
import io.datasafe.test.proxy.RoundTrips;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * Counts the round trips of a benchmark's method by calling it through the proxy, before anything is measured.
 *
 * @since 0.1
 */
public final class TripCount {
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
        // The driver prepares a statement on the server at its fifth use; no trip is added, but let that be behind us.
        Call call = new Call(params, Postgres.class, state);
        for (int i = 0; i < WARM_UP; i++) {
            call.make();
        }
        count(call, proxy, 0, 0, CALLS);
    }

    /**
     * Counts and checks.
     *
     * @param params says which benchmark it is
     * @param proxy what the state's connections go through
     * @param type the class of the state, the only parameter of the method
     * @param state the state
     * @param keys how many keys a call loads
     * @param calls how often to call; each call is counted for itself
     * @param <S> the class of the state
     * @throws AssertionError if the method takes another number of trips than its {@link Trips} says
     */
    public static <S> void count(
            BenchmarkParams params, FaultProxy proxy, Class<S> type, S state, int keys, int calls) {
        Call call = new Call(params, type, state);
        // What starts when it is first asked for asks the server for its version and the like.
        call.make();
        count(call, proxy, keys, 0, calls);
    }

    /**
     * Counts and checks what reads a tree.
     *
     * @param params says which benchmark it is
     * @param proxy what the state's connections go through
     * @param type the class of the state, the only parameter of the method
     * @param state the state
     * @param keys how many keys, or nodes, a call reads
     * @param levels how many levels of a tree a call reads
     * @param calls how often to call; each call is counted for itself
     * @throws AssertionError if the method takes another number of trips than its {@link Trips} says
     */
    public static void count(
            BenchmarkParams params, FaultProxy proxy, Class<?> type, Object state, int keys, int levels, int calls) {
        Call call = new Call(params, type, state);
        call.make();
        count(call, proxy, keys, levels, calls);
    }

    /**
     * The method that is about to be measured.
     *
     * @param params says which benchmark it is
     * @param type the class of the state, the only parameter of the method
     * @param state the state
     * @param <S> the class of the state
     * @return calls it once
     */
    public static <S> Runnable method(BenchmarkParams params, Class<S> type, S state) {
        return new Call(params, type, state)::make;
    }

    private static void count(Call call, FaultProxy proxy, int keys, int levels, int calls) {
        int expected = call.trips(keys, levels);
        for (int i = 0; i < calls; i++) {
            RoundTrips.on(proxy).exactly(expected).run(call::make);
        }
        last = expected;
    }

    /** The method that is about to be measured. */
    private static final class Call {
        private final String name;
        private final Method method;
        private final Object benchmark;
        private final Object state;

        Call(BenchmarkParams params, Class<?> type, Object state) {
            this.name = params.getBenchmark();
            this.state = state;
            int dot = name.lastIndexOf('.');
            try {
                Class<?> owner = Class.forName(name.substring(0, dot));
                method = owner.getMethod(name.substring(dot + 1), type);
                benchmark = owner.getConstructor().newInstance();
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(
                        name + " is not a public method that takes " + type.getSimpleName() + " alone", e);
            }
        }

        int trips(int keys, int levels) {
            Trips trips = method.getAnnotation(Trips.class);
            if (trips == null) {
                throw new IllegalStateException(name + " does not say how many @Trips it takes");
            }
            int each = trips.keysEach();
            return trips.value() + (each == 0 ? 0 : (keys + each - 1) / each) + (trips.eachLevel() ? levels : 0);
        }

        void make() {
            try {
                method.invoke(benchmark, state);
            } catch (InvocationTargetException e) {
                throw new IllegalStateException(name + " failed", e.getCause());
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(name + " is not public", e);
            }
        }
    }
}
