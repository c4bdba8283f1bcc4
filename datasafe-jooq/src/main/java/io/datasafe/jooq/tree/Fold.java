package io.datasafe.jooq.tree;

import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jooq.DataType;
import org.jooq.Field;

/**
 * A value that a walk computes along the way, each node's from the value of the node before: a path of titles, a
 * product of quantities. PostgreSQL computes it in the recursive query. A constant, immutable and thread-safe.
 *
 * <pre>{@code
 * static final Fold<String> TITLE = Fold.of(
 *         "title", SQLDataType.CLOB, CATEGORY.NAME, soFar -> soFar.concat(" > ").concat(CATEGORY.NAME));
 * static final Walk<Long, Category> BELOW = CATEGORIES.descendants().fold(TITLE);
 * }</pre>
 *
 * @param <T> the value's type
 * @since 0.1
 */
public final class Fold<T> {
    private final String name;
    private final DataType<T> type;
    private final Field<T> seed;
    private final UnaryOperator<Field<T>> step;

    private Fold(String name, DataType<T> type, Field<T> seed, UnaryOperator<Field<T>> step) {
        this.name = name;
        this.type = type;
        this.seed = seed;
        this.step = step;
    }

    /**
     * Makes a fold.
     *
     * @param name used in messages; not blank
     * @param type the value's type. The seed and the steps are cast to it, so choose one that is wide enough for all
     *     values, such as text, or numeric without a precision
     * @param seed the value at a node where the walk begins, from the columns of the node's row
     * @param step computes a node's value from the value before it and the columns of the node's row; called each time
     *     the SQL is built
     * @param <T> the value's type
     * @return the fold
     * @throws IllegalArgumentException if the name is blank
     */
    public static <T> Fold<T> of(String name, DataType<T> type, Field<T> seed, UnaryOperator<Field<T>> step) {
        if (name.isBlank()) {
            throw new IllegalArgumentException(
                    "name is blank: name the value that is carried along, such as \"title\"");
        }
        return new Fold<>(
                name,
                Objects.requireNonNull(type, "type"),
                Objects.requireNonNull(seed, "seed"),
                Objects.requireNonNull(step, "step"));
    }

    /** {@return the name} */
    public String name() {
        return name;
    }

    /** {@return the type of its values} */
    public DataType<T> type() {
        return type;
    }

    Field<T> seed() {
        return seed;
    }

    Field<T> step(Field<T> soFar) {
        return step.apply(soFar);
    }

    @Override
    public String toString() {
        return "Fold " + name;
    }
}
