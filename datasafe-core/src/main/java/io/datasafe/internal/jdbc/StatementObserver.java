package io.datasafe.internal.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Is told what an {@link ObservedStatement} does. Used by one thread at a time, as the statement is. */
public interface StatementObserver {
    /**
     * What is executed.
     *
     * @param <T> what it gives
     */
    @FunctionalInterface
    interface Call<T extends @Nullable Object> {
        /**
         * Executes it.
         *
         * @return what the driver gives
         * @throws SQLException what the driver throws
         */
        T call() throws SQLException;
    }

    /**
     * Runs an execution.
     *
     * @param sql what is executed; null for what was prepared
     * @param call executes it
     * @param <T> what it gives
     * @return what it gives
     * @throws SQLException what it throws
     */
    <T extends @Nullable Object> T execution(@Nullable String sql, Call<T> call) throws SQLException;

    /**
     * Runs the execution of what was added to the batch.
     *
     * @param call executes it
     * @param <T> what it gives
     * @return what it gives
     * @throws SQLException what it throws
     */
    <T extends @Nullable Object> T batch(Call<T> call) throws SQLException;

    /**
     * Something was added to the batch.
     *
     * @param sql what was added; null for what was prepared, with the values that are bound
     */
    void added(@Nullable String sql);

    /** The batch was emptied. */
    void cleared();

    /**
     * A value was bound.
     *
     * @param index the number of its parameter, from 1
     * @param value the value
     */
    void bound(int index, @Nullable Object value);

    /**
     * A whole number was bound.
     *
     * @param index the number of its parameter, from 1
     * @param value the value
     * @param type its SQL type
     */
    void bound(int index, long value, String type);

    /** All values were taken back. */
    void unbound();

    /**
     * A result is handed out.
     *
     * @param result the result
     * @param statement the statement that it belongs to
     * @return the result to hand out
     * @throws SQLException if it cannot be looked at
     */
    ResultSet opened(ResultSet result, ObservedStatement statement) throws SQLException;

    /** {@return the connection that the statement belongs to, as its user knows it} */
    Connection connection();
}
