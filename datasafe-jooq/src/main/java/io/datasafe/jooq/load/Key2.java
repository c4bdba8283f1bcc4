package io.datasafe.jooq.load;

import io.datasafe.jooq.internal.KeyColumns;
import java.util.List;
import org.jooq.Field;

/**
 * A key of two columns.
 *
 * @param first the value of the first column
 * @param second the value of the second column
 * @param <A> the first column's type
 * @param <B> the second column's type
 * @since 0.1
 */
public record Key2<A, B>(A first, B second) {
    /**
     * Makes a key.
     *
     * @param first the value of the first column
     * @param second the value of the second column
     * @param <A> the first column's type
     * @param <B> the second column's type
     * @return the key
     */
    public static <A, B> Key2<A, B> of(A first, B second) {
        return new Key2<>(first, second);
    }

    static <A, B> KeyColumns<Key2<A, B>> columns(Field<A> first, Field<B> second) {
        return KeyColumns.of(List.of(first, second), key -> new Object[] {key.first(), key.second()});
    }
}
