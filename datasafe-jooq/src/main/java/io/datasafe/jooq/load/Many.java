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
 * Loads all the rows that have a key: the books of an author. A key without rows answers an empty list. A constant.
 *
 * <pre>{@code
 * static final Many<Long, Book> BOOKS = Many.by(BOOK.AUTHOR_ID).map(Book::of);
 * static final Many<Long, Book> NEWEST = BOOKS.orderBy(BOOK.YEAR.desc(), BOOK.ID.desc()).top(3);
 * }</pre>
 *
 * <p>The SQL is that of {@link One}; with {@link #top} it is {@code from unnest(?) a cross join lateral (select .. where .. order by .. limit 3)},
 * which reads three rows for each key from an index on the key and the order, however many there are.
 *
 * @param <K> the key
 * @param <E> what is made of a row
 * @since 0.1
 */
public final class Many<K, E> extends Definition<K, List<E>, Many<K, E>> {
    private final Function<Record, ? extends E> mapper;

    private Many(Selection<K> selection, Function<Record, ? extends E> mapper, @Nullable Object identity) {
        super(selection, List.of(), identity);
        this.mapper = mapper;
    }

    /**
     * The rows that have a key, as records of all the columns of a generated table until {@link #map}, {@link #select} or {@link #value} say
     * otherwise; of another table, {@link #select} says which columns.
     *
     * @param key the column, usually a foreign key. If it knows its table, as a generated field or one with a qualified name does, that is what
     *     is read
     * @param <K> the key
     * @return the definition
     * @throws IllegalArgumentException if the column's type is unknown, or no key
     */
    public static <K> Many<K, Record> by(Field<K> key) {
        return by(KeyColumns.of(key));
    }

    /**
     * The rows that have a key of two columns.
     *
     * @param first the first column
     * @param second the second column
     * @param <A> the first column's type
     * @param <B> the second column's type
     * @return the definition
     * @throws IllegalArgumentException if a column's type is unknown, or no key
     */
    public static <A, B> Many<Key2<A, B>, Record> by(Field<A> first, Field<B> second) {
        return by(Key2.columns(first, second));
    }

    /**
     * The rows that have a key of three columns.
     *
     * @param first the first column
     * @param second the second column
     * @param third the third column
     * @param <A> the first column's type
     * @param <B> the second column's type
     * @param <C> the third column's type
     * @return the definition
     * @throws IllegalArgumentException if a column's type is unknown, or no key
     */
    public static <A, B, C> Many<Key3<A, B, C>, Record> by(Field<A> first, Field<B> second, Field<C> third) {
        return by(Key3.columns(first, second, third));
    }

    private static <K> Many<K, Record> by(KeyColumns<K> key) {
        return new Many<>(Selection.of(key, Shape.ROWS, List.of()), row -> row, null);
    }

    /**
     * The same with fewer columns, or with expressions. The key's columns are added where they are missing.
     *
     * @param fields what to select; at least one
     * @return the definition
     */
    public Many<K, E> select(SelectField<?>... fields) {
        return with(selection().select(list(fields)), null);
    }

    /**
     * One column of the rows.
     *
     * @param field the column; not null in any row
     * @param <W> its type
     * @return the definition
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
     * What is made of each row, or of what was made of it so far.
     *
     * @param mapping called once for each row, on the thread that loads; gives no null
     * @param <W> what it makes
     * @return the definition
     */
    public <W> Many<K, W> map(Function<? super E, ? extends W> mapping) {
        Objects.requireNonNull(mapping, "mapping");
        return new Many<>(selection(), row -> mapping.apply(mapper.apply(row)), null);
    }

    /**
     * The order of each list; by default there is none.
     *
     * @param fields as in jOOQ's {@code orderBy}; with {@link #top}, the last of them should be unique, so that of equals it is always the same
     *     ones that stay
     * @return the definition
     */
    public Many<K, E> orderBy(OrderField<?>... fields) {
        return with(selection().orderBy(List.copyOf(Arrays.asList(fields))), null);
    }

    /**
     * Only the first rows of each key, in the order of {@link #orderBy}. Wants an index on the key's columns and then the order's: with it each
     * key costs as many rows as it gets, and without it a sort of all that it has.
     *
     * @param rows how many for each key; at least 1
     * @return the definition
     * @throws IllegalArgumentException if there is no order
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
                            mapper.apply(row), () -> "the mapping of loader '" + name() + "' made null of a row"));
        }
        answers.replaceAll((key, list) -> List.copyOf(list));
        return answers;
    }
}
