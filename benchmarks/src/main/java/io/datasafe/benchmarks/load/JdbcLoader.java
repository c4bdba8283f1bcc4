package io.datasafe.benchmarks.load;

import io.datasafe.load.Batch;
import io.datasafe.load.Loader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A loader of datasafe that runs a batch written by hand, so that only their engine differs.
 *
 * @param name what it loads
 * @param query sends the batch
 * @param absent what a key without rows answers
 */
record JdbcLoader<V extends @Nullable Object>(String name, Query<V> query, V absent) implements Loader<Long, V> {
    static final JdbcLoader<@Nullable Author> AUTHOR = new JdbcLoader<>("author", ByHand::authors, null);
    static final JdbcLoader<@Nullable String> COUNTRY = new JdbcLoader<>("country", ByHand::countries, null);
    static final JdbcLoader<List<Book>> BOOKS = new JdbcLoader<>("books", ByHand::books, List.of());

    /** A batch. */
    @FunctionalInterface
    interface Query<V extends @Nullable Object> {
        Map<Long, ? extends V> send(Connection connection, long[] keys) throws SQLException;
    }

    @Override
    public Map<Long, ? extends V> load(Batch<Long> batch) throws SQLException {
        return query.send(batch.resource(Connection.class), ByHand.keys(batch.keys(), Long::longValue));
    }
}
