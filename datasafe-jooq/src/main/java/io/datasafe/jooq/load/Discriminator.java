package io.datasafe.jooq.load;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jooq.Field;
import org.jooq.Record;

/**
 * Maps the rows of a table that stores several types (single-table inheritance). A column tells the type of each row,
 * so one query loads rows of all types. Immutable and thread-safe.
 *
 * <pre>{@code
 * static final One<Long, @Nullable Vehicle> VEHICLE = One.by(VEHICLES.ID)
 *         .map(Discriminator.<String, Vehicle>of(VEHICLES.KIND).on("car", Car::of).on("truck", Truck::of));
 * }</pre>
 *
 * @param <D> the type of the column
 * @param <T> the common supertype of all mapped objects
 * @since 0.1
 */
public final class Discriminator<D, T> implements Function<Record, T> {
    private final Field<D> column;
    private final Map<D, Function<? super Record, ? extends T>> mappings;

    private Discriminator(Field<D> column, Map<D, Function<? super Record, ? extends T>> mappings) {
        this.column = column;
        this.mappings = mappings;
    }

    /**
     * Starts a mapping that knows no type yet.
     *
     * @param column the column that tells the type of a row
     * @param <D> the type of the column
     * @param <T> the common supertype of all mapped objects
     * @return a mapping without types
     */
    public static <D, T> Discriminator<D, T> of(Field<D> column) {
        return new Discriminator<>(Objects.requireNonNull(column, "column"), Map.of());
    }

    /**
     * Adds a type.
     *
     * @param value the column's value for this type
     * @param mapping maps a row of this type
     * @return a new mapping that also knows this type
     * @throws IllegalArgumentException if the value is mapped already
     */
    public Discriminator<D, T> on(D value, Function<? super Record, ? extends T> mapping) {
        Map<D, Function<? super Record, ? extends T>> more = new HashMap<>(mappings);
        if (more.put(value, Objects.requireNonNull(mapping, "mapping")) != null) {
            throw new IllegalArgumentException(
                    "type \"" + value + "\" of column " + column.getName() + " is given twice");
        }
        return new Discriminator<>(column, Map.copyOf(more));
    }

    /**
     * Maps a row with the mapping of its type.
     *
     * @param row a row that holds the column
     * @return the mapped object
     * @throws IllegalStateException if the column is null or its value has no mapping
     */
    @Override
    public T apply(Record row) {
        D value = row.get(column);
        Function<? super Record, ? extends T> mapping = value == null ? null : mappings.get(value);
        if (mapping == null) {
            throw new IllegalStateException("unknown type " + (value == null ? "null" : "\"" + value + "\"")
                    + " in column " + column.getName() + ": add .on(..) for it; known types are " + mappings.keySet());
        }
        return mapping.apply(row);
    }
}
