package io.datasafe.load;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Loaders from SQL text, for JDBC. The keys are one array, so that it is one text and one plan for any number of them; each row brings its
 * key in its first column, or in those of {@link SqlLoaderBuilder#keyColumns}.
 *
 * <pre>{@code
 * static final Loader<Long, @Nullable Author> AUTHOR = Loaders.sql(
 *         "author", "select id, name from author where id = any(?)", Long.class, row -> new Author(row.getLong(1), row.getString(2)));
 *
 * static final Loader<Long, List<Book>> BOOKS = Loaders.sql(
 *         "books", "select author_id, title from book where author_id = any(?) order by year", Long.class).many(Book::of);
 * }</pre>
 *
 * <p>They read from the {@link java.sql.Connection} of the scope.
 *
 * @since 0.1
 */
public final class Loaders {
    private Loaders() {}

    /**
     * A loader of at most one row a key: short for {@link #sql(String, String, Class)} and {@link SqlLoaderBuilder#one}.
     *
     * @param name what it loads
     * @param sql a query with one parameter, the array of keys, whose first column is the key
     * @param keyType as there
     * @param mapper makes a value of a row
     * @param <K> the key
     * @param <V> the value
     * @return the loader
     * @throws IllegalArgumentException for a key type that no array binds
     */
    public static <K, V> Loader<K, @Nullable V> sql(String name, String sql, Class<K> keyType, RowMapper<V> mapper) {
        return sql(name, sql, keyType).one(mapper);
    }

    /**
     * Begins a loader from SQL text with a key of one column.
     *
     * @param name what it loads
     * @param sql a query with one parameter, the array of keys, such as {@code .. where id = any(?)}
     * @param keyType Short (int2[]), Integer (int4[]), Long (int8[]), String (text[]), Boolean (bool[]), BigDecimal (numeric[]), UUID
     *     (uuid[]), LocalDate (date[]), LocalDateTime (timestamp[]) or OffsetDateTime (timestamptz[]). The array has to be of the column's type,
     *     or of one that the column's index compares with: bigint with int4[] and varchar with text[] do, bigint with numeric[] does not
     * @param <K> the key
     * @return a builder that holds the defaults
     * @throws IllegalArgumentException for a key type that no array binds
     */
    public static <K> SqlLoaderBuilder<K> sql(String name, String sql, Class<K> keyType) {
        Objects.requireNonNull(keyType, "keyType");
        return new SqlLoaderBuilder<>(
                Objects.requireNonNull(name, "name"),
                Objects.requireNonNull(sql, "sql"),
                KeyShape.single(ColumnType.of(name, keyType)));
    }

    /**
     * Begins a loader from SQL text with a key of several columns.
     *
     * @param name what it loads
     * @param sql a query with one parameter for each part, arrays of the same length, such as {@code select order_id, no, text from line join
     *     unnest(?, ?) as k (o, n) on order_id = o and no = n}
     * @param key the parts of a key
     * @param <K> the key
     * @return a builder that holds the defaults
     * @throws IllegalArgumentException if a part has a type that no array binds
     */
    public static <K> SqlLoaderBuilder<K> sql(String name, String sql, CompositeKey<K> key) {
        return new SqlLoaderBuilder<>(
                Objects.requireNonNull(name, "name"), Objects.requireNonNull(sql, "sql"), key.shape(name));
    }
}
