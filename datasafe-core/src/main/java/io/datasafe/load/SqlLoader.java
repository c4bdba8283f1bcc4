package io.datasafe.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A loader that executes a query whose parameters are arrays of keys. */
final class SqlLoader<K, S extends V, V extends @Nullable Object> implements Loader<K, V> {
    /** The settings of the builder. */
    record Text<K>(String name, String sql, KeyShape<K> shape, Set<String> tables, int chunk) {}

    private final Text<K> text;
    private final RowCollector<K, S> rows;
    private final V absent;

    SqlLoader(Text<K> text, RowCollector<K, S> rows, V absent) {
        this.text = text;
        this.rows = rows;
        this.absent = absent;
    }

    @Override
    public Map<K, ? extends V> load(Batch<K> batch) throws SQLException {
        Connection connection = batch.resource(Connection.class);
        try (PreparedStatement statement = connection.prepareStatement(text.sql())) {
            text.shape().bind(connection, statement, batch.keys());
            try (ResultSet result = statement.executeQuery()) {
                return rows.read(result, text.shape(), batch.keys().size());
            }
        }
    }

    @Override
    public String name() {
        return text.name();
    }

    @Override
    public V absent() {
        return absent;
    }

    @Override
    public int chunk() {
        return text.chunk();
    }

    @Override
    public Set<String> tables() {
        return text.tables();
    }

    @Override
    public String toString() {
        return "loader '" + text.name() + "'";
    }
}
