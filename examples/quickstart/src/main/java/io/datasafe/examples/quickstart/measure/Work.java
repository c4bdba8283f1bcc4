package io.datasafe.examples.quickstart.measure;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What is measured.
 *
 * @param <T> what comes of it
 * @since 0.1
 */
@FunctionalInterface
public interface Work<T> {
    /**
     * Does it.
     *
     * @param connection to the tables
     * @return what comes of it, the same each time
     * @throws SQLException if it fails
     */
    T on(Connection connection) throws SQLException;
}
