package io.datasafe.watch;

import io.datasafe.internal.jdbc.ForwardingArray;
import io.datasafe.internal.jdbc.ForwardingConnection;
import java.sql.Array;

/** An array whose elements were seen when it was made: the driver would have to parse its own form of them. */
final class WatchedArray extends ForwardingArray {
    private final long hash;
    private final int length;

    WatchedArray(Array array, ForwardingConnection connection, Object[] elements) {
        super(array, connection);
        this.hash = Binds.hashOfArray(elements);
        this.length = elements.length;
    }

    void bind(Binds binds, int index) {
        binds.setArray(index, hash, length);
    }
}
