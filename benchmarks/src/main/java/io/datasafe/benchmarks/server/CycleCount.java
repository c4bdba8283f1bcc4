package io.datasafe.benchmarks.server;

/**
 * How many loops the changes of an iteration have left in a tree, which must have none.
 *
 * @since 0.1
 */
public final class CycleCount {
    private static volatile long last = -1;

    private CycleCount() {}

    /** What was counted after the iteration; -1 if nothing was. */
    static long last() {
        return last;
    }

    /**
     * Says it.
     *
     * @param cycles how many there were
     */
    public static void found(long cycles) {
        last = cycles;
    }
}
