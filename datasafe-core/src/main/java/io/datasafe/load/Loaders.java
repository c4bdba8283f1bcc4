package io.datasafe.load;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes loaders from SQL text, for JDBC. The query binds its keys as one array, so it is one text and one plan for any
 * number of keys. Each row holds its key in the first column, or in the columns of {@link SqlLoaderBuilder#keyColumns}.
 *
 * <pre>{@code
 * static final Loader<Long, @Nullable Author> AUTHOR = Loaders.sql(
 *         "author", "select id, name from author where id = any(?)", Long.class,
 *         row -> new Author(row.getLong(1), row.getString(2)));
 *
 * static final Loader<Long, List<Book>> BOOKS = Loaders.sql(
 *         "books", "select author_id, title from book where author_id = any(?) order by year", Long.class)
 *         .many(Book::of);
 * }</pre>
 *
 * <p>The loaders read from the {@link java.sql.Connection} of their scope. A batch prepares and executes the given SQL
 * once, unchanged, and closes the statement.
 *
 * @since 0.1
 */
public final class Loaders {
    private Loaders() {}

    /**
     * Makes a loader of at most one row per key. Short for {@link #sql(String, String, Class)} and
     * {@link SqlLoaderBuilder#one(RowMapper)}.
     *
     * @param name the name of the loader in messages, statistics and events
     * @param sql a query with one parameter, the array of keys; its first column is the key
     * @param keyType the type of the key: see {@link #sql(String, String, Class)}
     * @param mapper makes the value of a row
     * @param <K> the type of the key
     * @param <V> the type of the value
     * @return the loader
     * @throws IllegalArgumentException if the type of the key cannot be bound as an array
     */
    public static <K, V> Loader<K, @Nullable V> sql(String name, String sql, Class<K> keyType, RowMapper<V> mapper) {
        return sql(name, sql, keyType).one(mapper);
    }

    /**
     * Starts a loader from SQL text, with a key of one column.
     *
     * @param name the name of the loader in messages, statistics and events
     * @param sql a query with one parameter, the array of keys, such as {@code .. where id = any(?)}
     * @param keyType Short (int2[]), Integer (int4[]), Long (int8[]), String (text[]), Boolean (bool[]), BigDecimal
     *     (numeric[]), UUID (uuid[]), LocalDate (date[]), LocalDateTime (timestamp[]) or OffsetDateTime
     *     (timestamptz[]). The array must have the type of the column, or a type that the index of the column can
     *     compare with: bigint with int4[] and varchar with text[] can, bigint with numeric[] cannot
     * @param <K> the type of the key
     * @return a builder with the defaults
     * @throws IllegalArgumentException if the type of the key cannot be bound as an array
     */
    public static <K> SqlLoaderBuilder<K> sql(String name, String sql, Class<K> keyType) {
        Objects.requireNonNull(keyType, "keyType");
        return new SqlLoaderBuilder<>(
                Objects.requireNonNull(name, "name"),
                Objects.requireNonNull(sql, "sql"),
                KeyShape.single(ColumnType.of(name, keyType)));
    }

    /**
     * Starts a loader from SQL text, with a key of several columns.
     *
     * @param name the name of the loader in messages, statistics and events
     * @param sql a query with one parameter per part, arrays of the same length, such as
     *     {@code select order_id, no, text from line join unnest(?, ?) as k (o, n) on order_id = o and no = n}
     * @param key the definition of the key
     * @param <K> the type of the key
     * @return a builder with the defaults
     * @throws IllegalArgumentException if a part has a type that cannot be bound as an array
     */
    public static <K> SqlLoaderBuilder<K> sql(String name, String sql, CompositeKey<K> key) {
        return new SqlLoaderBuilder<>(
                Objects.requireNonNull(name, "name"), Objects.requireNonNull(sql, "sql"), key.shape(name));
    }
}
