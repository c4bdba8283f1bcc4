package io.datasafe.jooq.tree;

import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jooq.DataType;
import org.jooq.Field;

/**
 * A value that is carried from a node to the next: the titles on the way, quantities multiplied. A constant, immutable and thread-safe.
 *
 * <pre>{@code
 * static final Fold<String> TITLE = Fold.of("title", SQLDataType.CLOB, CATEGORY.NAME, soFar -> soFar.concat(" > ").concat(CATEGORY.NAME));
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
     * A fold.
     *
     * @param name for messages
     * @param type both the seed and the steps are cast to it: choose one that is wide enough for all, such as text or numeric without a precision
     * @param seed the value at a root: of the table's columns, which are the root's
     * @param step makes a node's value of the one before, and of the table's columns, which are the node's; called whenever the SQL is made
     * @param <T> the value's type
     * @return the fold
     * @throws IllegalArgumentException if the name is blank
     */
    public static <T> Fold<T> of(String name, DataType<T> type, Field<T> seed, UnaryOperator<Field<T>> step) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name is blank: name what is carried along, such as \"title\"");
        }
        return new Fold<>(
                name,
                Objects.requireNonNull(type, "type"),
                Objects.requireNonNull(seed, "seed"),
                Objects.requireNonNull(step, "step"));
    }

    /** {@return its name} */
    public String name() {
        return name;
    }

    /** {@return the type that its values are of} */
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
