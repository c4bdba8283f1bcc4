package io.datasafe.load;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Collects at most one row per key. */
record OneRow<K, V>(String loader, RowMapper<V> mapper) implements RowCollector<K, V> {
    @Override
    public Map<K, V> read(ResultSet rows, KeyShape<K> shape, int keys) throws SQLException {
        int[] columns = shape.find(rows);
        Map<K, V> values = new HashMap<>(keys * 2);
        while (rows.next()) {
            if (values.put(shape.read(rows, columns), RowCollector.value(loader, mapper, rows)) != null) {
                throw new IllegalStateException("loader '" + loader + "' read two rows for the same key: use many(..),"
                        + " or write a query that returns one row per key");
            }
        }
        return values;
    }
}
