package io.datasafe.tx;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a result of {@link Transactions#once} is stored, as text, and read again. A result may be null.
 *
 * <p>{@link #of} knows {@link String}, {@link Boolean}, {@link Short}, {@link Integer}, {@link Long}, {@link Double},
 * {@link BigInteger}, {@link BigDecimal}, {@link UUID}, {@link Instant}, {@link LocalDate}, {@link LocalDateTime},
 * {@link OffsetDateTime}, {@code byte[]} (as base 64), {@link Void} (nothing) and every enum (by name). {@link #as}
 * makes others, such as JSON.
 *
 * <p>Immutable and thread-safe, if its functions are.
 *
 * @param <T> the type of the result
 * @since 0.1
 */
public final class ResultCodec<T> {
    private static final Map<Class<?>, Function<String, ?>> READERS = Map.ofEntries(
            Map.entry(String.class, Function.identity()),
            Map.entry(Boolean.class, Boolean::valueOf),
            Map.entry(Short.class, Short::valueOf),
            Map.entry(Integer.class, Integer::valueOf),
            Map.entry(Long.class, Long::valueOf),
            Map.entry(Double.class, Double::valueOf),
            Map.entry(BigInteger.class, BigInteger::new),
            Map.entry(BigDecimal.class, BigDecimal::new),
            Map.entry(UUID.class, UUID::fromString),
            Map.entry(Instant.class, Instant::parse),
            Map.entry(LocalDate.class, LocalDate::parse),
            Map.entry(LocalDateTime.class, LocalDateTime::parse),
            Map.entry(OffsetDateTime.class, OffsetDateTime::parse),
            Map.entry(byte[].class, text -> Base64.getDecoder().decode(text)),
            Map.entry(Void.class, text -> {
                throw new IllegalArgumentException("a result of type Void is never written");
            }));

    private final String name;
    private final Function<? super T, String> write;
    private final Function<String, ? extends T> read;

    private ResultCodec(String name, Function<? super T, String> write, Function<String, ? extends T> read) {
        this.name = name;
        this.write = write;
        this.read = read;
    }

    /**
     * Stores one of the types that are known.
     *
     * @param type the type of the result
     * @param <T> the same
     * @return how it is stored
     * @throws IllegalArgumentException if it is none of them
     */
    public static <T> ResultCodec<T> of(Class<T> type) {
        if (type.isEnum()) {
            return new ResultCodec<>(type.getName(), value -> ((Enum<?>) value).name(), text -> constant(type, text));
        }
        Function<String, ?> reader = READERS.get(type);
        if (reader == null) {
            throw new IllegalArgumentException("type is " + type.getName() + ", must be one that Stored.of knows, or be"
                    + " stored by Stored.as(name, write, read), as JSON for example");
        }
        Function<T, String> writer =
                type == byte[].class ? value -> Base64.getEncoder().encodeToString((byte[]) value) : Object::toString;
        return new ResultCodec<>(type.getSimpleName(), writer, text -> type.cast(reader.apply(text)));
    }

    /**
     * Stores a type by functions of yours.
     *
     * @param name names the type and the way it is written; stored beside the result, which is only read under the same
     *     name
     * @param write gives the text
     * @param read reads it
     * @param <T> the type of the result
     * @return how it is stored
     * @throws IllegalArgumentException if the name is blank
     */
    public static <T> ResultCodec<T> as(
            String name, Function<? super T, String> write, Function<String, ? extends T> read) {
        if (name.isBlank()) {
            throw new IllegalArgumentException(
                    "name is blank: name the type and its form, such as \"Receipt as JSON 1\"");
        }
        return new ResultCodec<>(name, Objects.requireNonNull(write, "write"), Objects.requireNonNull(read, "read"));
    }

    private static <T> T constant(Class<T> type, String name) {
        for (T constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(type.getName() + " has no constant " + name + " any more");
    }

    String name() {
        return name;
    }

    @Nullable
    String write(@Nullable T value) {
        return value == null ? null : write.apply(value);
    }

    @Nullable
    T read(@Nullable String text) {
        return text == null ? null : read.apply(text);
    }
}
