package io.datasafe.watch;

import io.datasafe.internal.jdbc.ForwardingConnection;
import io.datasafe.internal.jdbc.StatementHooks;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A connection whose statements are watched. */
final class WatchedConnection extends ForwardingConnection {
    private final StatementSource source;

    WatchedConnection(Connection connection, StatementSource source) {
        super(connection);
        this.source = source;
    }

    @Override
    protected StatementHooks statementHooks(@Nullable String sql) {
        return new StatementWatch(source, sql);
    }

    @Override
    public Array createArrayOf(String typeName, Object[] elements) throws SQLException {
        return new WatchedArray(delegate().createArrayOf(typeName, elements), this, elements);
    }

    @Override
    public String toString() {
        return "watched " + delegate();
    }
}
