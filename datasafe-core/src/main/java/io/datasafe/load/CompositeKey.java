package io.datasafe.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * How a key of several columns is taken apart, into one array for each column, and put together from a row. Immutable.
 *
 * <pre>{@code
 * CompositeKey.of(Long.class, LineKey::orderId, Integer.class, LineKey::no, LineKey::new)
 * }</pre>
 *
 * @param <K> the key, usually a record
 * @since 0.1
 */
public final class CompositeKey<K> {
    /**
     * Puts a key together from three parts.
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
         * Puts the key together.
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
     * A key of two columns. Their types are those that {@link Loaders#sql} takes for a single one.
     *
     * @param a the type of the first part
     * @param fromA takes it from a key
     * @param b the type of the second part
     * @param fromB takes it from a key
     * @param join puts a key together
     * @param <A> the first part
     * @param <B> the second part
     * @param <K> the key
     * @return the key's definition
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
     * A key of three columns. Their types are those that {@link Loaders#sql} takes for a single one.
     *
     * @param a the type of the first part
     * @param fromA takes it from a key
     * @param b the type of the second part
     * @param fromB takes it from a key
     * @param c the type of the third part
     * @param fromC takes it from a key
     * @param join puts a key together
     * @param <A> the first part
     * @param <B> the second part
     * @param <C> the third part
     * @param <K> the key
     * @return the key's definition
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
