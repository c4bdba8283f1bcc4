package io.datasafe.load;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Builds a loader from SQL text. Immutable: each method returns a changed copy.
 *
 * @param <K> the type of the key
 * @since 0.1
 */
public final class SqlLoaderBuilder<K> {
    private final SqlLoader.Text<K> text;

    SqlLoaderBuilder(String name, String sql, KeyShape<K> shape) {
        this(new SqlLoader.Text<>(name, sql, shape, Set.of(), Loader.DEFAULT_CHUNK));
    }

    private SqlLoaderBuilder(SqlLoader.Text<K> text) {
        this.text = text;
    }

    /**
     * Sets the columns of a row that hold the key. Default: the first columns.
     *
     * @param labels the column labels, one per part of the key, in the order of the parts
     * @return the changed copy
     * @throws IllegalArgumentException if their number is not the number of parts
     */
    public SqlLoaderBuilder<K> keyColumns(String... labels) {
        return shaped(text.shape().withColumns(text.name(), List.of(labels)));
    }

    /**
     * Sets the element types of the bound arrays, for columns whose type has no Java type of its own, such as an enum,
     * a domain or {@code citext}. Default: the types listed at {@link Loaders#sql(String, String, Class)}.
     *
     * @param types the type names, one per part of the key, in the order of the parts
     * @return the changed copy
     * @throws IllegalArgumentException if their number is not the number of parts
     */
    public SqlLoaderBuilder<K> arrayTypes(String... types) {
        return shaped(text.shape().withElements(text.name(), List.of(types)));
    }

    /**
     * Sets the tables that the query reads: see {@link Loader#tables()}. Default: none.
     *
     * @param names the names of the tables, such as {@code "author"}
     * @return the changed copy
     */
    public SqlLoaderBuilder<K> tables(String... names) {
        return new SqlLoaderBuilder<>(
                new SqlLoader.Text<>(text.name(), text.sql(), text.shape(), Set.of(names), text.chunk()));
    }

    /**
     * Sets the maximum number of keys in one batch. Default: 8,192. An array of a tenth of the table or more may turn
     * an index scan into a sequential scan.
     *
     * @param keys the number of keys, from 1 to 1,000,000
     * @return the changed copy
     * @throws IllegalArgumentException if the number is out of range
     */
    public SqlLoaderBuilder<K> chunk(int keys) {
        if (keys < 1 || keys > 1_000_000) {
            throw new IllegalArgumentException(
                    "chunk of loader '" + text.name() + "' is " + keys + ", must be from 1 to 1,000,000");
        }
        return new SqlLoaderBuilder<>(new SqlLoader.Text<>(text.name(), text.sql(), text.shape(), text.tables(), keys));
    }

    /**
     * Makes a loader of at most one row per key. The answer for a key without a row is null. Two rows for one key fail
     * the batch.
     *
     * @param mapper makes the value of a row
     * @param <V> the type of the value
     * @return the loader
     */
    public <V> Loader<K, @Nullable V> one(RowMapper<V> mapper) {
        return new SqlLoader<>(text, new OneRow<>(text.name(), Objects.requireNonNull(mapper, "mapper")), null);
    }

    /**
     * Makes a loader of at most one row per key, with an answer for keys without a row, such as 0 for a count. Two rows
     * for one key fail the batch.
     *
     * @param mapper makes the value of a row
     * @param absent the answer for a key without a row
     * @param <V> the type of the value
     * @return the loader
     */
    public <V> Loader<K, V> one(RowMapper<V> mapper, V absent) {
        return new SqlLoader<>(text, new OneRow<>(text.name(), Objects.requireNonNull(mapper, "mapper")), absent);
    }

    /**
     * Makes a loader of any number of rows per key, in the order of the query. The answer for a key without a row is an
     * empty list.
     *
     * @param mapper makes the value of a row
     * @param <V> the type of a list's element
     * @return the loader; its lists are immutable
     */
    public <V> Loader<K, List<V>> many(RowMapper<V> mapper) {
        return new SqlLoader<>(text, new ManyRows<>(text.name(), Objects.requireNonNull(mapper, "mapper")), List.of());
    }

    private SqlLoaderBuilder<K> shaped(KeyShape<K> shape) {
        return new SqlLoaderBuilder<>(
                new SqlLoader.Text<>(text.name(), text.sql(), shape, text.tables(), text.chunk()));
    }
}
