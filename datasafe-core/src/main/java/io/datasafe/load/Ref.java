package io.datasafe.load;

import org.jspecify.annotations.Nullable;

/**
 * A reference to a row of one of several types, as in two columns {@code target_type} and {@code target_id}. The key of a {@link Poly}.
 *
 * @param type the type, as it is stored
 * @param id the id, of the type of that loader's keys
 * @since 0.1
 */
public record Ref(String type, Object id) {
    /**
     * Makes a reference of two columns.
     *
     * @param type the type, or null
     * @param id the id, or null
     * @return the reference; null, which is no key and costs no query, if one of them is null
     */
    public static @Nullable Ref of(@Nullable String type, @Nullable Object id) {
        return type == null || id == null ? null : new Ref(type, id);
    }
}
