package io.datasafe.load;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Makes a value of a row.
 *
 * @param <V> the value
 * @since 0.1
 */
@FunctionalInterface
public interface RowMapper<V> {
    /**
     * Makes a value of the current row.
     *
     * @param row positioned on the row; not to be moved
     * @return the value, never null
     * @throws SQLException if the row cannot be read
     */
    V map(ResultSet row) throws SQLException;
}
