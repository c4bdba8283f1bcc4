package io.datasafe.jooq.load;

import io.datasafe.jooq.internal.KeyColumns;
import java.util.List;
import org.jooq.Field;

/**
 * A key of three columns.
 *
 * @param first the value of the first column
 * @param second the value of the second column
 * @param third the value of the third column
 * @param <A> the first column's type
 * @param <B> the second column's type
 * @param <C> the third column's type
 * @since 0.1
 */
public record Key3<A, B, C>(A first, B second, C third) {
    /**
     * Makes a key.
     *
     * @param first the value of the first column
     * @param second the value of the second column
     * @param third the value of the third column
     * @param <A> the first column's type
     * @param <B> the second column's type
     * @param <C> the third column's type
     * @return the key
     */
    public static <A, B, C> Key3<A, B, C> of(A first, B second, C third) {
        return new Key3<>(first, second, third);
    }

    static <A, B, C> KeyColumns<Key3<A, B, C>> columns(Field<A> first, Field<B> second, Field<C> third) {
        return KeyColumns.of(
                List.of(first, second, third), key -> new Object[] {key.first(), key.second(), key.third()});
    }
}
