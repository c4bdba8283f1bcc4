package io.datasafe.load;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Makes a value from a row.
 *
 * @param <V> the type of the value
 * @since 0.1
 */
@FunctionalInterface
public interface RowMapper<V> {
    /**
     * Makes a value from the current row. Called on the scope's thread.
     *
     * @param row the result set, positioned on the row; the mapper must not move it
     * @return the value, never null
     * @throws SQLException if the row cannot be read
     */
    V map(ResultSet row) throws SQLException;
}
