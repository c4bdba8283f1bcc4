package io.datasafe.benchmarks.pair;

import java.util.Map;
import java.util.TreeMap;

/**
 * Two methods of a JMH benchmark class that run in turn in one JVM.
 *
 * @param name the name of the result file
 * @param title what readers call it
 * @param benchmark the simple name of the benchmark class
 * @param ours the method that is judged
 * @param peer the method that it is judged by
 * @param params the values of the class's parameters; those that are not named have their first value
 * @param blockMillis how long a block of one of the two lasts, in milliseconds
 * @param counter the JMH counter to compare, in counts per second; empty where time per operation is compared
 * @param byProcessor whether processor time decides, where nothing waits for a server: other work on the machine then
 *     hardly counts
 * @param limit the aim for the ratio of ours to the peer's; 0 where there is none
 * @since 0.1
 */
public record Pair(
        String name,
        String title,
        String benchmark,
        String ours,
        String peer,
        Map<String, String> params,
        int blockMillis,
        String counter,
        boolean byProcessor,
        double limit) {
    private static final int STUB_BLOCK = 10;

    /** Elapsed time per operation. */
    static Pair time(
            String name,
            String title,
            String benchmark,
            String ours,
            String peer,
            Map<String, String> params,
            int blockMillis,
            double limit) {
        return new Pair(name, title, benchmark, ours, peer, params, blockMillis, "", false, limit);
    }

    /** Processor time per operation, on a stub. */
    static Pair onStub(
            String name,
            String title,
            String benchmark,
            String ours,
            String peer,
            Map<String, String> params,
            double limit) {
        return new Pair(name, title, benchmark, ours, peer, params, STUB_BLOCK, "", true, limit);
    }

    /** {@return whether a larger figure is the better one, as with commits per second} */
    public boolean moreIsBetter() {
        return !counter.isEmpty();
    }

    /** {@return what runs on our side: the benchmark, the method and its parameters} */
    String subject() {
        return benchmark.replace("Benchmark", "") + "." + ours + " " + new TreeMap<>(params);
    }

    /** {@return the same method on both sides, for two class paths} */
    Pair withItself() {
        String itself = subject().replaceAll("[^A-Za-z0-9.]+", "-").replaceAll("-$", "");
        return new Pair(
                itself,
                subject() + ", after × before",
                benchmark,
                ours,
                ours,
                params,
                blockMillis,
                counter,
                byProcessor,
                0);
    }
}
