package io.datasafe.jooq.load;

import io.datasafe.jooq.internal.KeyColumns;
import io.datasafe.jooq.load.Selection.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SelectField;
import org.jspecify.annotations.Nullable;

/**
 * Loads all rows that have a key, such as the books of an author. A key without rows gets an empty list. A constant,
 * immutable and thread-safe.
 *
 * <pre>{@code
 * static final Many<Long, Book> BOOKS = Many.by(BOOK.AUTHOR_ID).map(Book::of);
 * static final Many<Long, Book> NEWEST = BOOKS.orderBy(BOOK.YEAR.desc(), BOOK.ID.desc()).top(3);
 * }</pre>
 *
 * <p>The SQL is that of {@link One}. With {@link #top} it is
 * {@code from unnest(?) a cross join lateral (select .. where .. order by .. limit 3)}, which reads three rows per key
 * from an index on the key and the order, however many rows the key has.
 *
 * @param <K> the key
 * @param <E> the type that a row is mapped to
 * @since 0.1
 */
public final class Many<K, E> extends Definition<K, List<E>, Many<K, E>> {
    private final Function<Record, ? extends E> mapper;

    private Many(Selection<K> selection, Function<Record, ? extends E> mapper, @Nullable Object identity) {
        super(selection, List.of(), identity);
        this.mapper = mapper;
    }

    /**
     * Loads the rows that have a key. If the key column's table is generated, a row is a record of all its columns
     * until {@link #map}, {@link #select} or {@link #value} change that. For other tables {@link #select} names the
     * columns.
     *
     * @param key the column, usually a foreign key. If it knows its table, as a generated field or one with a qualified
     *     name does, that table is read; otherwise {@link #from} names it
     * @param <K> the key's type
     * @return the definition
     * @throws IllegalArgumentException if the column's type is unknown or cannot be a key
     */
    public static <K> Many<K, Record> by(Field<K> key) {
        return by(KeyColumns.of(key));
    }

    /**
     * Loads the rows that have a key of two columns.
     *
     * @param first the first column
     * @param second the second column
     * @param <A> the first column's type
     * @param <B> the second column's type
     * @return the definition
     * @throws IllegalArgumentException if a column's type is unknown or cannot be a key
     */
    public static <A, B> Many<Key2<A, B>, Record> by(Field<A> first, Field<B> second) {
        return by(Key2.columns(first, second));
    }

    /**
     * Loads the rows that have a key of three columns.
     *
     * @param first the first column
     * @param second the second column
     * @param third the third column
     * @param <A> the first column's type
     * @param <B> the second column's type
     * @param <C> the third column's type
     * @return the definition
     * @throws IllegalArgumentException if a column's type is unknown or cannot be a key
     */
    public static <A, B, C> Many<Key3<A, B, C>, Record> by(Field<A> first, Field<B> second, Field<C> third) {
        return by(Key3.columns(first, second, third));
    }

    private static <K> Many<K, Record> by(KeyColumns<K> key) {
        return new Many<>(Selection.of(key, Shape.ROWS, List.of()), row -> row, null);
    }

    /**
     * Selects fewer columns, or expressions. The key's columns are added if they are missing.
     *
     * @param fields what to select; at least one
     * @return a new definition
     * @throws IllegalArgumentException if there are no fields
     */
    public Many<K, E> select(SelectField<?>... fields) {
        return with(selection().select(list(fields)), null);
    }

    /**
     * Loads one column of each row.
     *
     * @param field the column; loading fails with {@link NullPointerException} if a row has null in it
     * @param <W> its type
     * @return a new definition
     */
    public <W> Many<K, W> value(Field<W> field) {
        Objects.requireNonNull(field, "field");
        return new Many<>(
                selection().select(list(field)),
                row -> Objects.requireNonNull(
                        field.getDataType().convert(row.get(field)),
                        () -> "column " + field.getName() + " is null in a row of loader '" + name()
                                + "': leave such rows out with where(..), or map them"),
                null);
    }

    /**
     * Maps each row, or the result of the previous mapping.
     *
     * @param mapping called once per row on the thread that loads; must not return null
     * @param <W> the type of the result
     * @return a new definition
     */
    public <W> Many<K, W> map(Function<? super E, ? extends W> mapping) {
        Objects.requireNonNull(mapping, "mapping");
        return new Many<>(selection(), row -> mapping.apply(mapper.apply(row)), null);
    }

    /**
     * Orders each list. Default: no order.
     *
     * @param fields as in jOOQ's {@code orderBy}. With {@link #top} make the last field unique; otherwise rows that
     *     compare equal can be chosen differently by each query
     * @return a new definition
     */
    public Many<K, E> orderBy(OrderField<?>... fields) {
        return with(selection().orderBy(List.copyOf(Arrays.asList(fields))), null);
    }

    /**
     * Loads only the first rows of each key, in the order of {@link #orderBy}. Create an index on the key's columns
     * followed by the order's columns: with it a key costs only the rows it gets; without it PostgreSQL sorts all rows
     * of the key.
     *
     * @param rows the most rows per key; at least 1
     * @return a new definition
     * @throws IllegalArgumentException if there is no order, or the number is below 1
     */
    public Many<K, E> top(int rows) {
        return with(selection().top(rows), null);
    }

    @Override
    Many<K, E> with(Selection<K> changed, @Nullable Object newIdentity) {
        return new Many<>(changed, mapper, newIdentity);
    }

    @Override
    Map<K, List<E>> answers(Result<? extends Record> rows, Function<Record, K> keyIn) {
        Map<K, List<E>> answers = new HashMap<>();
        for (Record row : rows) {
            answers.computeIfAbsent(keyIn.apply(row), key -> new ArrayList<>())
                    .add(Objects.requireNonNull(
                            mapper.apply(row), () -> "the mapping of loader '" + name() + "' returned null for a row"));
        }
        answers.replaceAll((key, list) -> List.copyOf(list));
        return answers;
    }
}
