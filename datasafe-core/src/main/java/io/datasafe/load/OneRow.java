package io.datasafe.load;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** At most one row a key. */
record OneRow<K, V>(String loader, RowMapper<V> mapper) implements RowCollector<K, V> {
    @Override
    public Map<K, V> read(ResultSet rows, KeyShape<K> shape, int keys) throws SQLException {
        int[] columns = shape.find(rows);
        Map<K, V> values = new HashMap<>(keys * 2);
        while (rows.next()) {
            if (values.put(shape.read(rows, columns), RowCollector.value(loader, mapper, rows)) != null) {
                throw new IllegalStateException("loader '" + loader + "' read two rows for the same key: let many(..)"
                        + " load it, or let its query give one row a key");
            }
        }
        return values;
    }
}
