package io.datasafe.load;

import org.jspecify.annotations.Nullable;

/**
 * A reference to a row of one of several types, such as the two columns {@code target_type} and {@code target_id}. The
 * key of a {@link Poly}.
 *
 * @param type the type, as the database stores it
 * @param id the id; its Java type is the key type of the type's loader
 * @since 0.1
 */
public record Ref(String type, Object id) {
    /**
     * Makes a reference from the values of two columns.
     *
     * @param type the type, or null
     * @param id the id, or null
     * @return the reference; null if one of the values is null. A null key costs no query
     */
    public static @Nullable Ref of(@Nullable String type, @Nullable Object id) {
        return type == null || id == null ? null : new Ref(type, id);
    }
}
