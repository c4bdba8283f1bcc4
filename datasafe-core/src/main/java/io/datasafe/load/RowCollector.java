package io.datasafe.load;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/** What becomes of the rows of a batch. */
interface RowCollector<K, V> {
    Map<K, V> read(ResultSet rows, KeyShape<K> shape, int keys) throws SQLException;

    /** The value of a row. */
    static <V> V value(String loader, RowMapper<V> mapper, ResultSet row) throws SQLException {
        V value = mapper.map(row);
        if (value == null) {
            throw new IllegalStateException(
                    "the mapper of loader '" + loader + "' gave null for a row: only a key without a row may be null");
        }
        return value;
    }
}
