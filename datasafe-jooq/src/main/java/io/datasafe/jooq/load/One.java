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
 * Loads at most one row, or one value, per key: the author of an id, the number of sales of a book. A constant,
 * immutable and thread-safe.
 *
 * <pre>{@code
 * static final One<Long, @Nullable Author> AUTHOR = One.by(AUTHORS.ID).map(Author::of);
 * static final One<Long, Long> SALES = One.count(SALE.BOOK_ID);
 * }</pre>
 *
 * <p>The SQL is {@code select id, name from author where id = any (cast(? as bigint[]))}, with the same text for any
 * number of keys. The array has the type of the field, so PostgreSQL can use an index on the column. Keys of several
 * columns, and keys of a type whose equality differs between Java and PostgreSQL (numeric, char, citext, timestamptz),
 * are joined instead: {@code from unnest(?, ?) a join line on ..}.
 *
 * @param <K> the key
 * @param <V> the answer to a key; null for a key without a row unless the definition says otherwise
 * @since 0.1
 */
public final class One<K, V extends @Nullable Object> extends Definition<K, V, One<K, V>> {
    private final Function<Record, ? extends V> mapper;

    private One(Selection<K> selection, Function<Record, ? extends V> mapper, V absent, @Nullable Object identity) {
        super(selection, absent, identity);
        this.mapper = mapper;
    }

    /**
     * Loads a row by its key. If the key column's table is generated, the answer is a record of all its columns until
     * {@link #map}, {@link #select} or {@link #value} change that. For other tables {@link #select} names the columns.
     *
     * @param key the column. It must be unique: a batch that finds two rows for a key fails. If it knows its table, as
     *     a generated field or one with a qualified name does, that table is read; otherwise {@link #from} names it
     * @param <K> the key's type
     * @return the definition
     * @throws IllegalArgumentException if the column's type is unknown or cannot be a key
     */
    public static <K> One<K, @Nullable Record> by(Field<K> key) {
        return by(KeyColumns.of(key));
    }

    /**
     * Loads a row by a key of two columns.
     *
     * @param first the first column
     * @param second the second column
     * @param <A> the first column's type
     * @param <B> the second column's type
     * @return the definition
     * @throws IllegalArgumentException if a column's type is unknown or cannot be a key
     */
    public static <A, B> One<Key2<A, B>, @Nullable Record> by(Field<A> first, Field<B> second) {
        return by(Key2.columns(first, second));
    }

    /**
     * Loads a row by a key of three columns.
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
    public static <A, B, C> One<Key3<A, B, C>, @Nullable Record> by(Field<A> first, Field<B> second, Field<C> third) {
        return by(Key3.columns(first, second, third));
    }

    private static <K> One<K, @Nullable Record> by(KeyColumns<K> key) {
        return new One<>(Selection.of(key, Shape.ROWS, List.of()), row -> row, null, null);
    }

    /**
     * Counts the rows that have a key. A key without rows gets 0.
     *
     * @param key the column, usually a foreign key
     * @param <K> the key's type
     * @return the definition
     */
    public static <K> One<K, Long> count(Field<K> key) {
        return One.<K, Long>aggregate(key, DSL.count().coerce(Long.class)).orElse(0L);
    }

    /**
     * Adds up a column over the rows that have a key. The sum is 0 if there are no rows, or all values are null.
     *
     * @param key the column, usually a foreign key
     * @param summand the column to add up
     * @param <K> the key's type
     * @return the definition
     */
    public static <K> One<K, BigDecimal> sum(Field<K> key, Field<? extends Number> summand) {
        return One.<K, BigDecimal>aggregate(key, DSL.sum(summand)).orElse(BigDecimal.ZERO);
    }

    /**
     * Computes an aggregate over the rows that have a key. A key without rows gets null; {@link #orElse} changes that.
     *
     * @param key the column, usually a foreign key
     * @param aggregate the aggregate, such as {@code DSL.max(SALE.DAY)}
     * @param <K> the key's type
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
     * Tells whether a row with the key exists.
     *
     * @param key the column, usually a foreign key
     * @param <K> the key's type
     * @return the definition
     */
    public static <K> One<K, Boolean> exists(Field<K> key) {
        return new One<>(Selection.of(KeyColumns.of(key), Shape.EXISTING, List.of()), row -> true, false, null);
    }

    /**
     * Selects fewer columns, or expressions. The key's columns are added if they are missing.
     *
     * @param fields what to select; at least one
     * @return a new definition
     * @throws IllegalArgumentException if there are no fields
     */
    public One<K, V> select(SelectField<?>... fields) {
        return with(selection().select(list(fields)), null);
    }

    /**
     * Loads one column of the row.
     *
     * @param field the column
     * @param <W> its type
     * @return a new definition; it answers null if there is no row, or the column is null
     */
    public <W> One<K, @Nullable W> value(Field<W> field) {
        Objects.requireNonNull(field, "field");
        return new One<K, @Nullable W>(
                selection().select(list(field)), row -> field.getDataType().convert(row.get(field)), null, null);
    }

    /**
     * Maps the row, or the result of the previous mapping. A key without a row gets null.
     *
     * @param mapping called once per row on the thread that loads
     * @param <W> the type of the result
     * @return a new definition
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
     * Sets the answer to a key that has no row, or whose row is mapped to null.
     *
     * @param missing the answer to give instead of null
     * @return a new definition
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
                throw new IllegalStateException("loader '" + name() + "' found two rows for one key in column "
                        + selection().key().title() + ": use Many, or a unique column");
            }
        }
        return answers;
    }
}
