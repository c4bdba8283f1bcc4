package io.datasafe.load;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A loader from SQL text in the making. Immutable: each method gives a changed copy.
 *
 * @param <K> the key
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
     * The columns of a row that are its key. Default: the first ones.
     *
     * @param labels one for each part of the key, in the order of its parts
     * @return the changed copy
     * @throws IllegalArgumentException for another number of them
     */
    public SqlLoaderBuilder<K> keyColumns(String... labels) {
        return shaped(text.shape().withColumns(text.name(), List.of(labels)));
    }

    /**
     * The types of the arrays' elements, for columns of a type that has none of its own in Java, such as an enum, a domain, or {@code citext}.
     * Default: those of {@link Loaders#sql}.
     *
     * @param types one for each part of the key, in the order of its parts
     * @return the changed copy
     * @throws IllegalArgumentException for another number of them
     */
    public SqlLoaderBuilder<K> arrayTypes(String... types) {
        return shaped(text.shape().withElements(text.name(), List.of(types)));
    }

    /**
     * The tables that the query reads: see {@link Loader#tables()}. Default: none.
     *
     * @param names such as {@code "author"}
     * @return the changed copy
     */
    public SqlLoaderBuilder<K> tables(String... names) {
        return new SqlLoaderBuilder<>(
                new SqlLoader.Text<>(text.name(), text.sql(), text.shape(), Set.of(names), text.chunk()));
    }

    /**
     * The most keys that are sent at once. Default: 8,192; arrays of a tenth of the table and more may turn an index scan into a scan of the table.
     *
     * @param keys from 1 to 1,000,000
     * @return the changed copy
     * @throws IllegalArgumentException for another number
     */
    public SqlLoaderBuilder<K> chunk(int keys) {
        if (keys < 1 || keys > 1_000_000) {
            throw new IllegalArgumentException(
                    "chunk of loader '" + text.name() + "' is " + keys + ", must be from 1 to 1,000,000");
        }
        return new SqlLoaderBuilder<>(new SqlLoader.Text<>(text.name(), text.sql(), text.shape(), text.tables(), keys));
    }

    /**
     * A loader of at most one row a key, and null for a key without one. Two rows for a key fail the batch.
     *
     * @param mapper makes a value of a row
     * @param <V> the value
     * @return the loader
     */
    public <V> Loader<K, @Nullable V> one(RowMapper<V> mapper) {
        return new SqlLoader<>(text, new OneRow<>(text.name(), Objects.requireNonNull(mapper, "mapper")), null);
    }

    /**
     * A loader of at most one row a key, and something else for a key without one, such as 0 for a count.
     *
     * @param mapper makes a value of a row
     * @param absent what a key without a row answers
     * @param <V> the value
     * @return the loader
     */
    public <V> Loader<K, V> one(RowMapper<V> mapper, V absent) {
        return new SqlLoader<>(text, new OneRow<>(text.name(), Objects.requireNonNull(mapper, "mapper")), absent);
    }

    /**
     * A loader of any number of rows a key, in the order of the query; an empty list for a key without one.
     *
     * @param mapper makes a value of a row
     * @param <V> the value
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
