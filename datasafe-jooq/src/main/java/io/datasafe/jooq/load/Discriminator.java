package io.datasafe.jooq.load;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jooq.Field;
import org.jooq.Record;

/**
 * Maps rows of one table that are of several types, told apart by a column: single-table inheritance. One query for all of them. Immutable.
 *
 * <pre>{@code
 * static final One<Long, @Nullable Vehicle> VEHICLE = One.by(VEHICLES.ID)
 *         .map(Discriminator.<String, Vehicle>of(VEHICLES.KIND).on("car", Car::of).on("truck", Truck::of));
 * }</pre>
 *
 * @param <D> the column's type
 * @param <T> what all types have in common
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
     * Begins with no type.
     *
     * @param column tells the type of a row
     * @param <D> the column's type
     * @param <T> what all types have in common
     * @return knows no type yet
     */
    public static <D, T> Discriminator<D, T> of(Field<D> column) {
        return new Discriminator<>(Objects.requireNonNull(column, "column"), Map.of());
    }

    /**
     * One more type.
     *
     * @param value of the column
     * @param mapping what is made of such a row
     * @return knows that type too
     * @throws IllegalArgumentException if it knows the value already
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
     * Maps a row.
     *
     * @param row holds the column
     * @return what the mapping of its type makes of it
     * @throws IllegalStateException if no type has the row's value
     */
    @Override
    public T apply(Record row) {
        D value = row.get(column);
        Function<? super Record, ? extends T> mapping = value == null ? null : mappings.get(value);
        if (mapping == null) {
            throw new IllegalStateException("unknown type " + (value == null ? "null" : "\"" + value + "\"")
                    + " in column " + column.getName() + ": add .on(..) for it; known are " + mappings.keySet());
        }
        return mapping.apply(row);
    }
}
