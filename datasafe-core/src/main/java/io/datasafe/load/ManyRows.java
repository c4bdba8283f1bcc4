package io.datasafe.load;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects any number of rows per key into immutable lists, in the order of the query. */
record ManyRows<K, V>(String loader, RowMapper<V> mapper) implements RowCollector<K, List<V>> {
    @Override
    public Map<K, List<V>> read(ResultSet rows, KeyShape<K> shape, int keys) throws SQLException {
        int[] columns = shape.find(rows);
        Map<K, List<V>> values = new HashMap<>(keys * 2);
        while (rows.next()) {
            values.computeIfAbsent(shape.read(rows, columns), key -> new ArrayList<>())
                    .add(RowCollector.value(loader, mapper, rows));
        }
        values.replaceAll((key, list) -> Collections.unmodifiableList(list));
        return values;
    }
}
