package io.datasafe.jooq.load;

import io.datasafe.jooq.internal.KeyColumns;
import io.datasafe.jooq.load.Selection.Shape;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SelectField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.NonNull;
import org.jspecify.annotations.Nullable;

/**
 * Loads at most one row, or one value, for each key: the author of an id, the number of sales of a book. A constant.
 *
 * <pre>{@code
 * static final One<Long, @Nullable Author> AUTHOR = One.by(AUTHORS.ID).map(Author::of);
 * static final One<Long, Long> SALES = One.count(SALE.BOOK_ID);
 * }</pre>
 *
 * <p>The SQL is {@code select id, name from author where id = any (cast(? as bigint[]))}, the same text for any number of keys: the array's type is
 * that of the field, so that an index on the column serves. Keys of several columns, and of a type of which Java and PostgreSQL disagree what is
 * equal (numeric, char, citext, timestamptz), are joined instead: {@code from unnest(?, ?) a join line on ..}.
 *
 * @param <K> the key
 * @param <V> what a key answers; null for a key without a row unless the definition says otherwise
 * @since 0.1
 */
public final class One<K, V extends @Nullable Object> extends Definition<K, V, One<K, V>> {
    private final Function<Record, ? extends V> mapper;

    private One(Selection<K> selection, Function<Record, ? extends V> mapper, V absent, @Nullable Object identity) {
        super(selection, absent, identity);
        this.mapper = mapper;
    }

    /**
     * A row by its key, as a record of all the columns of a generated table until {@link #map}, {@link #select} or {@link #value} say
     * otherwise; of another table, {@link #select} says which columns.
     *
     * @param key the column; unique, or a batch that finds two rows for a key fails. If it knows its table, as a generated field or one with a
     *     qualified name does, that is what is read
     * @param <K> the key
     * @return the definition
     * @throws IllegalArgumentException if the column's type is unknown, or no key
     */
    public static <K> One<K, @Nullable Record> by(Field<K> key) {
        return by(KeyColumns.of(key));
    }

    /**
     * A row by a key of two columns.
     *
     * @param first the first column
     * @param second the second column
     * @param <A> the first column's type
     * @param <B> the second column's type
     * @return the definition
     * @throws IllegalArgumentException if a column's type is unknown, or no key
     */
    public static <A, B> One<Key2<A, B>, @Nullable Record> by(Field<A> first, Field<B> second) {
        return by(Key2.columns(first, second));
    }

    /**
     * A row by a key of three columns.
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
    public static <A, B, C> One<Key3<A, B, C>, @Nullable Record> by(Field<A> first, Field<B> second, Field<C> third) {
        return by(Key3.columns(first, second, third));
    }

    private static <K> One<K, @Nullable Record> by(KeyColumns<K> key) {
        return new One<>(Selection.of(key, Shape.ROWS, List.of()), row -> row, null, null);
    }

    /**
     * How many rows have a key; 0 if none has it.
     *
     * @param key the column, usually a foreign key
     * @param <K> the key
     * @return the definition
     */
    public static <K> One<K, Long> count(Field<K> key) {
        return One.<K, Long>aggregate(key, DSL.count().coerce(Long.class)).orElse(0L);
    }

    /**
     * The sum of a column over the rows that have a key; 0 if none has it, or all are null.
     *
     * @param key the column, usually a foreign key
     * @param summand what to add up
     * @param <K> the key
     * @return the definition
     */
    public static <K> One<K, BigDecimal> sum(Field<K> key, Field<? extends Number> summand) {
        return One.<K, BigDecimal>aggregate(key, DSL.sum(summand)).orElse(BigDecimal.ZERO);
    }

    /**
     * Any aggregate over the rows that have a key; null if none has it: see {@link #orElse}.
     *
     * @param key the column, usually a foreign key
     * @param aggregate such as {@code DSL.max(SALE.DAY)}
     * @param <K> the key
     * @param <V> the aggregate's type
     * @return the definition
     */
    public static <K, V> One<K, @Nullable V> aggregate(Field<K> key, Field<V> aggregate) {
        int at = 1;
        return new One<K, @Nullable V>(
                Selection.of(KeyColumns.of(key), Shape.GROUPS, List.of(aggregate)),
                row -> row.get(at, aggregate.getType()),
                null,
                null);
    }

    /**
     * Whether a row has a key.
     *
     * @param key the column, usually a foreign key
     * @param <K> the key
     * @return the definition
     */
    public static <K> One<K, Boolean> exists(Field<K> key) {
        return new One<>(Selection.of(KeyColumns.of(key), Shape.EXISTING, List.of()), row -> true, false, null);
    }

    /**
     * The same with fewer columns, or with expressions. The key's columns are added where they are missing.
     *
     * @param fields what to select; at least one
     * @return the definition
     */
    public One<K, V> select(SelectField<?>... fields) {
        return with(selection().select(list(fields)), null);
    }

    /**
     * One column of the row.
     *
     * @param field the column
     * @param <W> its type
     * @return the definition; null where there is no row, or null in it
     */
    public <W> One<K, @Nullable W> value(Field<W> field) {
        Objects.requireNonNull(field, "field");
        return new One<K, @Nullable W>(
                selection().select(list(field)), row -> field.getDataType().convert(row.get(field)), null, null);
    }

    /**
     * What is made of the row, or of what was made of it so far. What a missing row answers becomes null.
     *
     * @param mapping called once for each row, on the thread that loads
     * @param <W> what it makes
     * @return the definition
     */
    public <W> One<K, @Nullable W> map(Function<? super @NonNull V, ? extends @Nullable W> mapping) {
        Objects.requireNonNull(mapping, "mapping");
        return new One<K, @Nullable W>(
                selection(),
                row -> {
                    V value = mapper.apply(row);
                    return value == null ? null : mapping.apply(value);
                },
                null,
                null);
    }

    /**
     * What a key without a row answers.
     *
     * @param missing instead of null
     * @return the definition
     */
    public One<K, @NonNull V> orElse(@NonNull V missing) {
        Objects.requireNonNull(missing, "missing");
        return new One<K, @NonNull V>(
                selection(),
                row -> {
                    V value = mapper.apply(row);
                    return value == null ? missing : value;
                },
                missing,
                null);
    }

    @Override
    One<K, V> with(Selection<K> changed, @Nullable Object newIdentity) {
        return new One<>(changed, mapper, absent(), newIdentity);
    }

    @Override
    Map<K, V> answers(Result<? extends Record> rows, Function<Record, K> keyIn) {
        Map<K, V> answers = new HashMap<>(rows.size() * 2);
        for (Record row : rows) {
            K key = keyIn.apply(row);
            if (answers.put(key, mapper.apply(row)) != null) {
                throw new IllegalStateException("loader '" + name() + "' found two rows for one key, by column "
                        + selection().key().title() + ": use Many, or a column that is unique");
            }
        }
        return answers;
    }
}
