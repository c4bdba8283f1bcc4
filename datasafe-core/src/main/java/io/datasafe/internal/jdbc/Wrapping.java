package io.datasafe.internal.jdbc;

import java.sql.Array;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Wraps what the generated classes hand out, and unwraps what they are given. Null stays null. */
final class Wrapping {
    private Wrapping() {}

    static @Nullable ResultSet opened(
            StatementHooks hooks, @Nullable ResultSet result, ForwardingConnection connection, Statement statement)
            throws SQLException {
        return result == null ? null : hooks.opened(result, connection, statement);
    }

    /** Wraps a result that no statement of the application gave. */
    static @Nullable ResultSet result(@Nullable ResultSet result, ForwardingConnection connection) {
        return result == null ? null : new ForwardingResultSet(result, connection, null);
    }

    static @Nullable Array array(@Nullable Array array, ForwardingConnection connection) {
        return array == null ? null : new ForwardingArray(array, connection);
    }

    /** Wraps a statement that the driver made for itself, for example to answer a question about the catalog. */
    static @Nullable Statement statement(@Nullable Statement statement, ForwardingConnection connection)
            throws SQLException {
        if (statement == null) {
            return null;
        }
        StatementHooks hooks = connection.statementHooks(null);
        if (statement instanceof CallableStatement callable) {
            return new ForwardingCallableStatement(callable, connection, hooks);
        }
        return statement instanceof PreparedStatement prepared
                ? new ForwardingPreparedStatement(prepared, connection, hooks)
                : new ForwardingStatement(statement, connection, hooks);
    }

    /** Wraps the value of a column if it leads to the connection: an array, or a cursor. */
    static @Nullable Object object(@Nullable Object value, ForwardingConnection connection) {
        // Most values are of the boot loader's classes. It does not see java.sql, so they cannot be what is looked for;
        // two failed instanceof of interfaces would cost several times as much.
        if (value == null || value.getClass().getClassLoader() == null) {
            return value;
        }
        if (value instanceof Array array) {
            return array(array, connection);
        }
        return value instanceof ResultSet result ? result(result, connection) : value;
    }

    /** As above, but a value that was asked for as an object of the driver's own class stays that. */
    static <T> @Nullable T object(@Nullable T value, Class<T> type, ForwardingConnection connection) {
        Object wrapped = object((Object) value, connection);
        return wrapped != value && type.isInstance(wrapped) ? type.cast(wrapped) : value;
    }

    static @Nullable Array unwrapped(@Nullable Array array) {
        return array instanceof ForwardingArray forwarding ? forwarding.delegate() : array;
    }

    static @Nullable Object unwrapped(@Nullable Object value) {
        return value instanceof ForwardingArray forwarding ? forwarding.delegate() : value;
    }
}
