package io.datasafe.examples.quickstart.measure;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * The work to measure.
 *
 * @param <T> the result's type
 * @since 0.1
 */
@FunctionalInterface
public interface Work<T> {
    /**
     * Does the work.
     *
     * @param connection to the tables
     * @return the result, the same each time
     * @throws SQLException if it fails
     */
    T on(Connection connection) throws SQLException;
}
