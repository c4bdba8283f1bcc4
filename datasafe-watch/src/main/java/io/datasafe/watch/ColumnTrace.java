package io.datasafe.watch;

import java.util.Arrays;

/**
 * The hashes of the first distinct values that were read from a column, in the order of reading. The reading thread
 * writes without a lock. If two threads read one result, a value may be missed; this costs evidence and nothing else.
 */
final class ColumnTrace {
    static final int VALUES = 128;

    private long[] values = new long[8];
    private int size;

    void add(long value) {
        int at = size;
        long[] known = values;
        if (at >= VALUES || contains(known, at, value)) {
            return;
        }
        if (at >= known.length) {
            known = Arrays.copyOf(known, Math.max(at + 1, known.length * 2));
            values = known;
        }
        known[at] = value;
        size = at + 1;
    }

    /** The position of a value; -1 if it was not read. */
    int indexOf(long value) {
        long[] known = values;
        for (int i = Math.min(size, known.length) - 1; i >= 0; i--) {
            if (known[i] == value) {
                return i;
            }
        }
        return -1;
    }

    private static boolean contains(long[] known, int size, long value) {
        for (int i = Math.min(size, known.length) - 1; i >= 0; i--) {
            if (known[i] == value) {
                return true;
            }
        }
        return false;
    }
}
