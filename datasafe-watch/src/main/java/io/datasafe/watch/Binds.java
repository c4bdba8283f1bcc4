package io.datasafe.watch;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The bind values of a prepared statement, without the values: their hashes, SQL types and numbers of elements. */
final class Binds {
    static final Binds NONE = new Binds();

    /** The number of elements of an array whose length is unknown. */
    static final int MANY = Integer.MAX_VALUE;

    private static final Map<Class<?>, String> TYPES = Map.ofEntries(
            Map.entry(Long.class, "bigint"),
            Map.entry(Integer.class, "integer"),
            Map.entry(Short.class, "smallint"),
            Map.entry(String.class, "text"),
            Map.entry(UUID.class, "uuid"),
            Map.entry(BigDecimal.class, "numeric"),
            Map.entry(Boolean.class, "boolean"),
            Map.entry(Double.class, "double precision"),
            Map.entry(Float.class, "real"),
            Map.entry(LocalDate.class, "date"),
            Map.entry(Date.class, "date"),
            Map.entry(LocalDateTime.class, "timestamp"),
            Map.entry(OffsetDateTime.class, "timestamptz"),
            Map.entry(Instant.class, "timestamptz"),
            Map.entry(byte[].class, "bytea"));

    private long[] hashes = new long[4];
    private int[] elements = new int[4];
    private @Nullable String[] types = new @Nullable String[4];
    private int size;

    void set(int index, @Nullable Object value) {
        if (value instanceof String text) {
            setText(index, text);
        } else if (value == null || value instanceof byte[] || !value.getClass().isArray()) {
            put(index, ValueHash.of(value), 1, value == null ? null : TYPES.get(value.getClass()));
        } else {
            put(index, hashOfArray(value), Array.getLength(value), null);
        }
    }

    static long hashOfArray(Object array) {
        int length = Array.getLength(array);
        long hash = length;
        for (int i = 0; i < length; i++) {
            long element = ValueHash.of(Array.get(array, i));
            hash = length == 1 ? element : ValueHash.combine(hash, element);
        }
        return hash;
    }

    void setText(int index, @Nullable String value) {
        if (value != null && value.length() > 1 && value.startsWith("{") && value.endsWith("}")) {
            setArrayText(index, value.substring(1, value.length() - 1));
        } else {
            put(index, ValueHash.of(value), 1, "text");
        }
    }

    /**
     * Reads a text of the form of an array literal as an array. Where the statement has no place for an array, the
     * number of elements is never asked for.
     */
    private void setArrayText(int index, String elements) {
        boolean quoted = elements.length() > 1 && elements.startsWith("\"") && elements.endsWith("\"");
        int count = elements.isEmpty() ? 0 : elements.contains(",") ? MANY : 1;
        put(index, ValueHash.of(quoted ? elements.substring(1, elements.length() - 1) : elements), count, "text");
    }

    /** Sets an array by its hash, which for a single element is that of the element, and by its length. */
    void setArray(int index, long hash, int length) {
        put(index, hash, length, null);
    }

    void setLong(int index, long value, String type) {
        put(index, ValueHash.of(value), 1, type);
    }

    /** Sets an array that cannot be read, or a stream. It equals only itself. */
    void setOpaque(int index, @Nullable Object value) {
        put(index, System.identityHashCode(value), MANY, null);
    }

    private void put(int index, long hash, int count, @Nullable String type) {
        if (index < 1) {
            return; // The driver will reject it.
        }
        if (index > hashes.length) {
            int length = Math.max(index, hashes.length * 2);
            hashes = Arrays.copyOf(hashes, length);
            elements = Arrays.copyOf(elements, length);
            types = Arrays.copyOf(types, length);
        }
        hashes[index - 1] = hash;
        elements[index - 1] = count;
        types[index - 1] = type;
        size = Math.max(size, index);
    }

    void clear() {
        size = 0;
    }

    long hash(int bind) {
        return bind < size ? hashes[bind] : ValueHash.NULL;
    }

    int elements(int bind) {
        return bind < size ? elements[bind] : 1;
    }

    @Nullable
    String type(int bind) {
        return bind < size ? types[bind] : null;
    }
}
