package io.datasafe.internal.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Follows statements: what they execute, bind, add to batches and return. One object can follow several statements. By
 * default, nothing is done.
 *
 * <p>For one thread at a time, as statements are.
 */
public abstract class StatementHooks {
    /** For subclasses. */
    protected StatementHooks() {}

    /**
     * Something is about to be executed.
     *
     * @param statement executes it
     * @param sql the SQL text; null if the statement was prepared
     * @throws SQLException to refuse: then it is not executed
     */
    protected void beforeExecution(Statement statement, @Nullable String sql) throws SQLException {}

    /**
     * A batch is about to be executed. By default, it is an execution without SQL text.
     *
     * @param statement executes it
     * @throws SQLException to refuse: then it is not executed
     */
    protected void beforeBatch(Statement statement) throws SQLException {
        beforeExecution(statement, null);
    }

    /** The execution has succeeded. */
    protected void afterExecution() {}

    /** The execution has failed; its caller gets the exception. */
    protected void afterFailure() {}

    /**
     * SQL is about to be added to the batch.
     *
     * @param sql the SQL text
     * @throws SQLException to refuse: then it is not added
     */
    protected void adding(String sql) throws SQLException {}

    /**
     * Something was added to the batch.
     *
     * @param sql the SQL text; null for the prepared one with the values that are bound
     */
    protected void added(@Nullable String sql) {}

    /** The batch was emptied. */
    protected void cleared() {}

    /** {@return whether bound values are of interest now} If not, no value is boxed. */
    protected boolean seesValues() {
        return false;
    }

    /**
     * A value was bound. Called only if {@link #seesValues}.
     *
     * @param index the number of its parameter, from 1
     * @param value the value
     */
    protected void bound(int index, @Nullable Object value) {}

    /**
     * A whole number was bound. Called only if {@link #seesValues}.
     *
     * @param index the number of its parameter, from 1
     * @param value the value
     * @param type its SQL type
     */
    protected void bound(int index, long value, String type) {}

    /** All bound values were removed. */
    protected void unbound() {}

    /**
     * Wraps a result of a statement.
     *
     * @param result the driver's result
     * @param connection the connection of the statement
     * @param statement the statement
     * @return the result to hand out
     * @throws SQLException if its columns cannot be read
     */
    protected ResultSet opened(ResultSet result, ForwardingConnection connection, Statement statement)
            throws SQLException {
        return new ForwardingResultSet(result, connection, statement);
    }
}
