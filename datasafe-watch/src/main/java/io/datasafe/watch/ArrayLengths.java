package io.datasafe.watch;

import java.sql.Array;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the hash and the length of the last arrays that a connection created, because the driver would have to
 * parse an array to return its elements. Not thread-safe.
 */
final class ArrayLengths {
    static final ArrayLengths NONE = new ArrayLengths(0);

    private static final int REMEMBERED = 8;

    private final @Nullable Array[] arrays;
    private final long[] hashes;
    private final int[] lengths;
    private int next;

    private ArrayLengths(int remembered) {
        arrays = new @Nullable Array[remembered];
        hashes = new long[remembered];
        lengths = new int[remembered];
    }

    ArrayLengths() {
        this(REMEMBERED);
    }

    Array made(Array array, Object[] elements) {
        arrays[next] = array;
        hashes[next] = Binds.hashOfArray(elements);
        lengths[next] = elements.length;
        next = (next + 1) % REMEMBERED;
        return array;
    }

    void bind(Binds binds, int index, Array array) {
        for (int i = 0; i < arrays.length; i++) {
            if (arrays[i] == array) {
                binds.setArray(index, hashes[i], lengths[i]);
                return;
            }
        }
        binds.setOpaque(index, array);
    }
}
