package io.datasafe.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Defines a key of several columns: how to split a key into one array per column, and how to build a key from a row.
 * Immutable, thread-safe.
 *
 * <pre>{@code
 * CompositeKey.of(Long.class, LineKey::orderId, Integer.class, LineKey::no, LineKey::new)
 * }</pre>
 *
 * @param <K> the type of the key, usually a record
 * @since 0.1
 */
public final class CompositeKey<K> {
    /**
     * Builds a key from three parts.
     *
     * @param <A> the first part
     * @param <B> the second part
     * @param <C> the third part
     * @param <K> the key
     * @since 0.1
     */
    @FunctionalInterface
    public interface OfThree<A, B, C, K> {
        /**
         * Builds the key.
         *
         * @param a the first part
         * @param b the second part
         * @param c the third part
         * @return the key
         */
        K of(A a, B b, C c);
    }

    private record Part<K, T>(Class<T> type, Function<? super K, ? extends T> from) {
        KeyShape.Part<K, T> bound(String loader) {
            return new KeyShape.Part<>(ColumnType.of(loader, type), from);
        }
    }

    private final List<Part<K, ?>> parts;
    private final Function<Object[], K> join;

    private CompositeKey(List<Part<K, ?>> parts, Function<Object[], K> join) {
        this.parts = parts;
        this.join = join;
    }

    /**
     * Defines a key of two columns. Each part has one of the types that {@link Loaders#sql} accepts for a key of one
     * column.
     *
     * @param a the type of the first part
     * @param fromA extracts the first part from a key
     * @param b the type of the second part
     * @param fromB extracts the second part from a key
     * @param join builds a key from its parts
     * @param <A> the first part
     * @param <B> the second part
     * @param <K> the key
     * @return the definition of the key
     * @throws NullPointerException if {@code join} is null
     */
    public static <A, B, K> CompositeKey<K> of(
            Class<A> a,
            Function<? super K, ? extends A> fromA,
            Class<B> b,
            Function<? super K, ? extends B> fromB,
            BiFunction<? super A, ? super B, ? extends K> join) {
        Objects.requireNonNull(join, "join");
        return new CompositeKey<>(
                List.of(new Part<K, A>(a, fromA), new Part<K, B>(b, fromB)),
                parts -> join.apply(a.cast(parts[0]), b.cast(parts[1])));
    }

    /**
     * Defines a key of three columns. Each part has one of the types that {@link Loaders#sql} accepts for a key of one
     * column.
     *
     * @param a the type of the first part
     * @param fromA extracts the first part from a key
     * @param b the type of the second part
     * @param fromB extracts the second part from a key
     * @param c the type of the third part
     * @param fromC extracts the third part from a key
     * @param join builds a key from its parts
     * @param <A> the first part
     * @param <B> the second part
     * @param <C> the third part
     * @param <K> the key
     * @return the definition of the key
     * @throws NullPointerException if {@code join} is null
     */
    public static <A, B, C, K> CompositeKey<K> of(
            Class<A> a,
            Function<? super K, ? extends A> fromA,
            Class<B> b,
            Function<? super K, ? extends B> fromB,
            Class<C> c,
            Function<? super K, ? extends C> fromC,
            OfThree<? super A, ? super B, ? super C, ? extends K> join) {
        Objects.requireNonNull(join, "join");
        return new CompositeKey<>(
                List.of(new Part<K, A>(a, fromA), new Part<K, B>(b, fromB), new Part<K, C>(c, fromC)),
                parts -> join.of(a.cast(parts[0]), b.cast(parts[1]), c.cast(parts[2])));
    }

    KeyShape<K> shape(String loader) {
        List<KeyShape.Part<K, ?>> bound = new ArrayList<>();
        for (Part<K, ?> part : parts) {
            bound.add(part.bound(loader));
        }
        return new KeyShape<>(List.copyOf(bound), join, List.of());
    }
}
