package io.datasafe.load;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/** Reads the rows of a batch into one value per key. */
interface RowCollector<K, V> {
    Map<K, V> read(ResultSet rows, KeyShape<K> shape, int keys) throws SQLException;

    /** The value of a row, which must not be null. */
    static <V> V value(String loader, RowMapper<V> mapper, ResultSet row) throws SQLException {
        V value = mapper.map(row);
        if (value == null) {
            throw new IllegalStateException("the mapper of loader '" + loader
                    + "' returned null for a row: only a key without a row may be" + " null");
        }
        return value;
    }
}
