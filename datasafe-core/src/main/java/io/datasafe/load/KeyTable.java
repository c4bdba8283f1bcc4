package io.datasafe.load;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A hash table with open addressing and linear probing. It allocates no object per entry: one array holds keys and
 * values side by side.
 */
final class KeyTable {
    private static final int LEAST = 16;

    private @Nullable Object[] slots = new @Nullable Object[2 * LEAST];
    private int size;

    int size() {
        return size;
    }

    @Nullable
    Object get(Object key) {
        return slots[slot(slots, key) + 1];
    }

    /** Stores a value. Returns the previous value, or null if there was none. */
    @Nullable
    Object put(Object key, Object value) {
        int slot = slot(slots, key);
        Object before = slots[slot + 1];
        slots[slot + 1] = value;
        if (before == null) {
            add(slot, key);
        }
        return before;
    }

    /** Returns the present value. If there is none, stores this value and returns null. */
    @Nullable
    Object putIfAbsent(Object key, Object value) {
        int slot = slot(slots, key);
        Object before = slots[slot + 1];
        if (before == null) {
            slots[slot + 1] = value;
            add(slot, key);
        }
        return before;
    }

    void remove(Object key) {
        int hole = slot(slots, key);
        if (slots[hole + 1] == null) {
            return;
        }
        size--;
        // Entries that probed past the freed slot move back, so that probing still finds them.
        int mask = slots.length - 1;
        int next = (hole + 2) & mask;
        while (slots[next + 1] != null) {
            int home = home(slots, key(next));
            if (((next - home) & mask) >= ((next - hole) & mask)) {
                slots[hole] = slots[next];
                slots[hole + 1] = slots[next + 1];
                hole = next;
            }
            next = (next + 2) & mask;
        }
        slots[hole] = null;
        slots[hole + 1] = null;
    }

    void clear() {
        slots = new @Nullable Object[2 * LEAST];
        size = 0;
    }

    /** Makes room for this many more entries. */
    void reserve(int more) {
        int length = slots.length;
        while (length < 4L * (size + more) && length < 1 << 30) {
            length *= 2;
        }
        if (length > slots.length) {
            grow(length);
        }
    }

    private void add(int slot, Object key) {
        slots[slot] = key;
        size++;
        if (size * 4 > slots.length) {
            grow(slots.length * 2);
        }
    }

    private void grow(int length) {
        @Nullable Object[] old = slots;
        @Nullable Object[] wider = new @Nullable Object[length];
        for (int i = 0; i < old.length; i += 2) {
            Object key = old[i];
            if (key != null) {
                int slot = slot(wider, key);
                wider[slot] = key;
                wider[slot + 1] = old[i + 1];
            }
        }
        slots = wider;
    }

    private Object key(int slot) {
        return Objects.requireNonNull(slots[slot]);
    }

    /** The slot that holds the key, or the free slot where it belongs. */
    private static int slot(@Nullable Object[] slots, Object key) {
        int mask = slots.length - 1;
        int slot = home(slots, key);
        Object there = slots[slot];
        while (there != null && there != key && !there.equals(key)) {
            slot = (slot + 2) & mask;
            there = slots[slot];
        }
        return slot;
    }

    private static int home(@Nullable Object[] slots, Object key) {
        // Fibonacci hashing: consecutive ids are spread, and so are keys whose hashes differ in their high bits only.
        int hash = key.hashCode() * 0x9E3779B9;
        return ((hash ^ hash >>> 16) << 1) & (slots.length - 1);
    }
}
